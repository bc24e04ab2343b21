package dev.jaculus.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.jaculus.compiler.types.Type;
import java.lang.foreign.MemorySegment;

/** Single elements in memory. */
final class Elements {
    private Elements() {}

    /** An integer or truth value, extended to 64 bits; a uint64 as its bits. */
    static long getLong(MemorySegment memory, long at, Type.Scalar type) {
        return switch (type) {
            case Type.Bool _ -> memory.get(JAVA_BYTE, at);
            case Type.Int(int bits, boolean signed) -> {
                long value = switch (bits) {
                    case 8 -> memory.get(JAVA_BYTE, at);
                    case 16 -> memory.get(JAVA_SHORT_UNALIGNED, at);
                    case 32 -> memory.get(JAVA_INT_UNALIGNED, at);
                    default -> memory.get(JAVA_LONG_UNALIGNED, at);
                };
                yield signed || bits == 64 ? value : value & ((1L << bits) - 1);
            }
            case Type.Time _ -> memory.get(JAVA_LONG_UNALIGNED, at);
            case Type.Float _, Type.Complex _ -> throw new IllegalArgumentException(type + " elements are no integers");
        };
    }

    static double getDouble(MemorySegment memory, long at, Type.Scalar type) {
        return switch (type) {
            case Type.Float(int bits) ->
                bits == 32 ? memory.get(JAVA_FLOAT_UNALIGNED, at) : memory.get(JAVA_DOUBLE_UNALIGNED, at);
            case Type.Int(int bits, boolean signed) when bits == 64 && !signed -> unsigned(getLong(memory, at, type));
            default -> getLong(memory, at, type);
        };
    }

    private static double unsigned(long bits) {
        // Halved with the lost bit kept, so that rounding stays right.
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }
}
