package dev.jaculus.host;

import dev.jaculus.compiler.types.Type;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/** The arguments of one call in slots, and what must stay alive or be copied back because of them. */
final class Arguments {
    private final MemorySegment slots;
    private final List<Array> arrays = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private int next;

    /** Puts the values into the first slots. */
    Arguments(MemorySegment slots, List<Type> types, Object... values) {
        this.slots = slots;
        for (int i = 0; i < values.length; i++) {
            put(types.get(i), values[i], i + 1);
        }
    }

    /** The array that an odd owner stands for: one more than twice its number. */
    Array parent(long owner) {
        return arrays.get((int) (owner >> 1));
    }

    /** Gives Java arrays what the kernel made of them, and keeps native ones reachable until here. */
    void finish() {
        copies.forEach(Copy::back);
        arrays.forEach(Reference::reachabilityFence);
    }

    private void put(Type type, Object value, int position) {
        switch (type) {
            case Type.Bool _ -> putLong(value instanceof Boolean b ? (b ? 1 : 0) : refuse(type, value, position));
            case Type.Int integer -> putLong(integer(integer, value, position));
            case Type.Time _ -> putLong(integer(Type.INT64, value, position)); // how many units
            case Type.Float(int bits) -> {
                if (!(value instanceof Number number)) {
                    throw wrong(type, value, position);
                }
                Slots.putFloat(slots, next++, bits, number.doubleValue());
            }
            case Type.Complex complex -> {
                if (!(value instanceof Complex(double real, double imaginary))) {
                    throw wrong(type, value, position);
                }
                put(complex.part(), real, position);
                put(complex.part(), imaginary, position);
            }
            case Type.Optional(Type item) -> {
                putLong(value == null ? 0 : 1);
                if (value != null) {
                    put(item, value, position);
                } else {
                    for (int i = Slots.count(item); i > 0; i--) {
                        putLong(0);
                    }
                }
            }
            case Type.None _ -> {
                if (value != null) {
                    throw wrong(type, value, position);
                }
            }
            case Type.Tuple(List<Type> items, var names) -> {
                if (!(value instanceof List<?> list) || list.size() != items.size()) {
                    throw wrong(type, value, position);
                }
                for (int i = 0; i < items.size(); i++) {
                    put(items.get(i), list.get(i), position);
                }
            }
            case Type.Str _ -> {
                if (!(value instanceof String text)) {
                    throw wrong(type, value, position);
                }
                putArray(Type.CODE_POINTS, text.codePoints().toArray(), position);
            }
            case Type.Array array -> putArray(array, value, position);
            case Type.ListOf _, Type.Generator _, Type.Instance _ ->
                throw wrong(type, value, position); // kernels take Java's arrays
        }
    }

    private static long integer(Type.Int type, Object value, int position) {
        long number = switch (value) {
            case Long n -> n;
            case Integer n -> n;
            case Short n -> n;
            case Byte n -> n;
            case null, default -> throw wrong(type, value, position);
        };
        int unused = 64 - type.bits();
        boolean fits = type.bits() == 64
                || number == (type.signed() ? number << unused >> unused : number << unused >>> unused);
        if (!fits) {
            throw new IllegalArgumentException("argument " + position + ": " + number + " does not fit " + type);
        }
        return number;
    }

    private void putArray(Type.Array type, Object value, int position) {
        Array array;
        if (value instanceof Array given) {
            array = given;
        } else {
            Copy copy = Copy.of(value, type.element());
            if (copy == null) {
                throw wrong(type, value, position);
            }
            if (!type.readOnly()) {
                copies.add(copy);
            }
            array = copy.array();
        }
        long[] shape = array.shape();
        long[] strides = array.strides();
        boolean fits = array.element().equals(type.element())
                && shape.length == type.rank()
                && array.has(type.layout())
                && (type.last() == 0 || shape[shape.length - 1] == type.last());
        if (!fits) {
            throw new IllegalArgumentException(
                    "argument " + position + ": the kernel takes " + type + ", this is " + array.type());
        }
        putLong(2L * arrays.size() + 1);
        putLong(array.address());
        for (long n : shape) {
            putLong(n);
        }
        for (long n : strides) {
            putLong(n);
        }
        arrays.add(array);
    }

    private void putLong(long value) {
        Slots.putLong(slots, next++, value);
    }

    private static long refuse(Type type, Object value, int position) {
        throw wrong(type, value, position);
    }

    private static IllegalArgumentException wrong(Type type, Object value, int position) {
        String given = value == null ? "null" : value.getClass().getSimpleName();
        return new IllegalArgumentException(
                "argument " + position + ": the kernel takes " + type + ", this is " + given);
    }
}
