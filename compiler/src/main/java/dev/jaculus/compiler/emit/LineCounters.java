package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import java.nio.charset.StandardCharsets;

/**
 * Counters of executed lines. They lie in memory of the runtime's, each env's apart, so that no two threads count in the same place; the env has
 * their address from the entry on, see jac_count_lines in jaculus.h. The kernel brings the text that says which lines they are.
 */
final class LineCounters {
    private static final String TABLE = "@counted.lines";

    /** Where an env has the address of its counters: JAC_ENV_COUNTS. */
    private static final int ENV_COUNTS = 8;

    private LineCounters() {}

    /** {@code jac_counted_lines}: how many lines, how many bytes of text, and the text: for each a number, a space, a file and a newline. */
    static void table(StringBuilder out, Module module) {
        if (module.counted().isEmpty()) return;
        var text = new StringBuilder();
        for (Module.Line line : module.counted()) {
            text.append(line.number())
                    .append(' ')
                    .append(line.file().replace('\n', ' '))
                    .append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        out.append(TABLE)
                .append(" = private unnamed_addr constant { i64, i64, [")
                .append(bytes.length);
        out.append(" x i8] } { i64 ")
                .append(module.counted().size())
                .append(", i64 ")
                .append(bytes.length);
        out.append(", [").append(bytes.length).append(" x i8] c\"");
        for (byte b : bytes) {
            out.append('\\').append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        out.append("\" }, align 8\n");
    }

    /** From here on the env has the kernel's counters. */
    static void begin(Code code, Runtime runtime, Module module, String env) {
        if (module.counted().isEmpty()) return;
        code.line("call void ", runtime.countLines(), "(ptr ", env, ", ptr ", TABLE, ")");
    }

    static void emit(Code code, DebugInfo debug, Op.Hit hit) {
        String place = code.let("getelementptr inbounds i8, ptr %env, i64 ", Integer.toString(ENV_COUNTS));
        String counts = code.let("load ptr, ptr ", place, ", align 8", debug.header());
        String counter = code.let("getelementptr inbounds i64, ptr ", counts, ", i64 ", Integer.toString(hit.line()));
        String before = code.let("load i64, ptr ", counter, ", align 8", debug.counter());
        String after = code.let("add i64 ", before, ", 1");
        code.line("store i64 ", after, ", ptr ", counter, ", align 8", debug.counter());
    }
}
