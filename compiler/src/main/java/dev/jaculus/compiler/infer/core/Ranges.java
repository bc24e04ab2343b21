package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.Optional;

/** What type a range has. */
public final class Ranges {
    private Ranges() {}

    /** The type of a range over such bounds (Numba's choice among its three kinds of range); empty if they are no integers. */
    public static Optional<Type.Int> type(List<Type> bounds) {
        if (!bounds.stream().allMatch(type -> type instanceof Type.Int || type instanceof Type.Bool)) {
            return Optional.empty();
        }
        if (bounds.contains(Type.INT64)) {
            return Optional.of(Type.INT64);
        }
        boolean signed = bounds.stream().anyMatch(type -> type instanceof Type.Int i && i.signed());
        boolean unsigned = bounds.stream().anyMatch(type -> type instanceof Type.Int i && !i.signed());
        if (!unsigned) {
            return Optional.of(Type.INT32);
        }
        if (!signed) {
            return Optional.of(Type.UINT64);
        }
        if (bounds.contains(Type.UINT64)) {
            return Optional.of(bounds.contains(Type.INT32) ? Type.INT32 : Type.UINT64);
        }
        return Optional.of(bounds.contains(Type.UINT32) ? Type.INT64 : Type.INT32);
    }
}
