package dev.jaculus.compiler.types;

import java.util.List;

/** How many of the eight-byte slots that kernels and hosts share (jac_slot) a value takes; see jaculus.h. */
public final class SlotCount {
    /** Of an item of a list: the runtime has a bit for each slot. */
    public static final int MOST_OF_AN_ITEM = 64;

    /** Of an exception's run-time arguments (JAC_ARGUMENTS). */
    public static final int MOST_OF_AN_EXCEPTION = 32;

    private SlotCount() {}

    /** Of a value of this type. */
    public static int of(Type type) {
        return switch (type) {
            case Type.Array a -> 2 + 2 * a.rank();
            case Type.Str _ -> of(Type.CODE_POINTS);
            case Type.Complex _ -> 2;
            case Type.Tuple t -> of(t.items());
            case Type.Optional o -> 1 + of(o.item());
            case Type.None _ -> 0;
            case Type.Scalar _, Type.ListOf _, Type.Generator _ -> 1;
        };
    }

    /** Of values of these types. */
    public static int of(List<? extends Type> types) {
        return types.stream().mapToInt(SlotCount::of).sum();
    }
}
