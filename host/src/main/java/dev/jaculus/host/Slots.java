package dev.jaculus.host;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jaculus.compiler.types.Type;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** The packed form of values: eight bytes a slot, as {@code jaculus.h} describes. */
final class Slots {
    static final long SIZE = 8;
    /** How many slots a text takes: it is an array of code points. */
    static final int TEXT = 4;

    private Slots() {}

    /** How many slots a value of a type takes. */
    static int count(Type type) {
        return switch (type) {
            case Type.Complex _ -> 2;
            case Type.Scalar _ -> 1;
            case Type.None _ -> 0;
            case Type.Optional(Type item) -> 1 + count(item);
            case Type.Tuple(List<Type> items, var names) ->
                items.stream().mapToInt(Slots::count).sum();
            case Type.Str _ -> TEXT;
            case Type.Array array -> 2 + 2 * array.rank();
            case Type.ListOf _, Type.Generator _, Type.Instance _ -> 1;
        };
    }

    static int count(List<Type> types) {
        return types.stream().mapToInt(Slots::count).sum();
    }

    static void putLong(MemorySegment slots, int slot, long value) {
        slots.set(JAVA_LONG, slot * SIZE, value);
    }

    static long getLong(MemorySegment slots, int slot) {
        return slots.get(JAVA_LONG, slot * SIZE);
    }

    static void putFloat(MemorySegment slots, int slot, int bits, double value) {
        if (bits == 32) {
            slots.set(JAVA_FLOAT, slot * SIZE, (float) value);
        } else {
            slots.set(JAVA_DOUBLE, slot * SIZE, value);
        }
    }

    /** The text in the slots from here on. */
    static String getText(MemorySegment slots, int slot) {
        int length = (int) getLong(slots, slot + 2);
        MemorySegment points = MemorySegment.ofAddress(getLong(slots, slot + 1)).reinterpret(4L * length);
        return new String(points.toArray(JAVA_INT_UNALIGNED), 0, length);
    }

    /** A scalar as Long, Double, Boolean or {@link Complex}; a uint64 as the Long of its bits. */
    static Object getScalar(MemorySegment slots, int slot, Type.Scalar type) {
        return switch (type) {
            case Type.Bool _ -> getLong(slots, slot) != 0;
            case Type.Int _, Type.Time _ -> getLong(slots, slot);
            case Type.Float(int bits) when bits == 32 -> (double) slots.get(JAVA_FLOAT, slot * SIZE);
            case Type.Float _ -> slots.get(JAVA_DOUBLE, slot * SIZE);
            case Type.Complex c ->
                new Complex((Double) getScalar(slots, slot, c.part()), (Double) getScalar(slots, slot + 1, c.part()));
        };
    }
}
