package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.types.Type;

/** What sort of value it is. */
public final class Values {
    private Values() {}

    /** Whether a value is nothing but a function. */
    public static boolean isFunction(Value value) {
        return switch (value) {
            case Value.Closure _, Value.Ours _, Value.OneOf _ -> true;
            case Value.Fixed(Frozen what) ->
                what instanceof Frozen.Kernel
                        || what instanceof Frozen.Overloaded
                        || what instanceof Frozen.Vectorized
                        || what instanceof Frozen.Attribute;
            default -> false;
        };
    }

    /** A tuple whose items have different types, or do not exist at run time. */
    public static boolean isMixed(Value over) {
        return over instanceof Value.Sequence
                || (over instanceof Computed c
                        && c.type() instanceof Type.Tuple t
                        && t.items().stream().distinct().count() > 1);
    }

    public static boolean isGenerator(Value value) {
        return value instanceof Value.Generated || (value instanceof Computed c && c.type() instanceof Type.Generator);
    }
}
