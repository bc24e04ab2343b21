package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Type;

/** Scalars in the eight-byte slots that kernels and hosts share (jac_slot). */
final class Slots {
    private Slots() {}

    /** What is stored there. */
    static String type(Layout.Slot slot) {
        return switch (slot) {
            case INTEGER -> "i64";
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            case DATA, OWNER, BLOCK -> "ptr";
        };
    }

    /** From a register to what the slot holds. */
    static String widen(Code code, Type type, String x) {
        return switch (type) {
            case Type.Bool _ -> code.let("zext i1 ", x, " to i64");
            case Type.Int i
            when i.bits() < 64 -> code.let(i.signed() ? "sext " : "zext ", Spelling.type(type), " ", x, " to i64");
            default -> x;
        };
    }

    /** From what a slot holds to a register. */
    static String narrow(Code code, Type type, String x) {
        return switch (type) {
            case Type.Bool _ -> code.let("icmp ne i64 ", x, ", 0");
            case Type.Int i when i.bits() < 64 -> code.let("trunc i64 ", x, " to ", Spelling.type(type));
            default -> x;
        };
    }

    /** The address of one of a run of slots. */
    static String address(Code code, String first, int number) {
        return number == 0
                ? first
                : code.let("getelementptr inbounds i8, ptr ", first, ", i64 ", Integer.toString(8 * number));
    }
}
