package dev.jaculus.explain.ir;

import java.util.List;
import java.util.Set;

/**
 * An instruction of LLVM's.
 *
 * @param result the name of its value; empty where it has none
 * @param text all of it, without what is behind it (metadata)
 * @param operands names of values in it
 * @param depth how many loops it is in
 */
public record IrInstruction(
        String result, String opcode, String text, List<String> operands, Inlining from, int block, int depth) {
    /** What only joins, moves or addresses: no work that a user has written. */
    private static final Set<String> SILENT = Set.of(
            "phi",
            "br",
            "ret",
            "switch",
            "alloca",
            "bitcast",
            "getelementptr",
            "extractvalue",
            "insertvalue",
            "unreachable",
            "freeze",
            "ptrtoint",
            "inttoptr");

    /** Whether the processor would have to do something for it. */
    public boolean isWork() {
        return !SILENT.contains(opcode)
                && !text.contains("@llvm.lifetime")
                && !text.contains("@llvm.assume")
                && !text.contains("@llvm.experimental.noalias");
    }

    /** The name of the function that it calls directly; empty where it calls none. */
    public String callee() {
        int at = opcode.equals("call") ? text.indexOf('@') : -1;
        if (at < 0) {
            return "";
        }
        boolean quoted = text.startsWith("\"", at + 1);
        int end = quoted ? text.indexOf('"', at + 2) : text.indexOf('(', at);
        return end < 0 ? "" : text.substring(at + (quoted ? 2 : 1), end);
    }
}
