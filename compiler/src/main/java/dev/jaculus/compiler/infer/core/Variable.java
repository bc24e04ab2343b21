package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.Optional;

/**
 * What is known of a variable at a point of the program. Each assignment makes a new object, so two paths on which a variable
 * is the same object have not assigned it.
 */
public sealed interface Variable {
    /** Assigned, but from a value whose type is not known yet: a loop or a recursion must be gone through once more. */
    public record Unknown() implements Variable {}

    /**
     * A run-time value.
     *
     * @param literal its value where it is an integer or bool that is known (Numba's literal types)
     * @param maybeUnbound whether some path here has not assigned it
     * @param where it got this type
     */
    public record Typed(Type type, Optional<Expr.Const> literal, boolean maybeUnbound, Span where)
            implements Variable {}

    /** A compile-time value; its run-time parts, such as a range's bounds, are in variables of their own. */
    public record Static(Value value, Span where) implements Variable {}

    /** Paths gave it types that have none in common: an error where it is read. */
    public record Conflict(Variable one, Variable other) implements Variable {}

    public static Span where(Variable variable) {
        return switch (variable) {
            case Unknown() -> Span.NONE;
            case Typed t -> t.where();
            case Static s -> s.where();
            case Conflict c -> where(c.one());
        };
    }
}
