package dev.jaculus.explain.code;

import dev.jaculus.explain.Place;
import dev.jaculus.explain.ir.Inlining;
import java.util.Optional;

/**
 * A machine instruction of a kernel.
 *
 * @param text in AT&T's notation; the target of a jump is an address, that of a call a name where it is known
 * @param target of a jump or call within the code; 0 where it has none
 * @param callee the function that it calls; empty where it calls none, or one that only the run knows
 * @param weight samples that waited for it
 */
public record Instruction(
        long address, int length, String text, long target, String callee, Inlining from, long weight) {
    /** The mnemonic. */
    public String name() {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    /** What is behind the mnemonic. */
    public String operands() {
        int space = text.indexOf(' ');
        return space < 0 ? "" : text.substring(space + 1);
    }

    /** The innermost place in the user's own source. */
    public Optional<Place> place() {
        return from.place();
    }

    public boolean isCall() {
        return name().startsWith("call");
    }

    /** Whether control may go elsewhere than to the next instruction, and comes not back. */
    public boolean isJump() {
        return name().startsWith("j");
    }

    public boolean isConditional() {
        return isJump() && !name().startsWith("jmp");
    }

    public boolean isReturn() {
        return name().startsWith("ret") || name().startsWith("ud2");
    }

    /** Whether it only fills room between others. */
    public boolean isPadding() {
        return name().startsWith("nop") || text.startsWith("data16") || name().equals("int3");
    }

    Instruction withFrom(Inlining other) {
        return new Instruction(address, length, text, target, callee, other, weight);
    }

    /** The same with the samples that waited for it. */
    public Instruction weighing(long samples) {
        return new Instruction(address, length, text, target, callee, from, samples);
    }
}
