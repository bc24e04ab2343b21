package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;

/** Variables whose types the decorator declares: {@code @njit(locals={"x": float32})}. */
final class DeclaredLocals {
    private DeclaredLocals() {}

    /** The value as the type that the decorator's {@code locals} say, if they name the variable. */
    static Expr converted(Scope f, String name, Expr value) {
        Type type = f.definition().options.locals().get(name);
        if (type == null || type.equals(value.type())) {
            return value;
        }
        if (type instanceof Type.Scalar && value.type() instanceof Type.Scalar) {
            return Conversions.cast(value, type);
        }
        // The same array, of which the declared type knows less: the order of its elements, or how short its rows are.
        if (type instanceof Type.Array && Conversions.possible(value.type(), type)) {
            return Conversions.cast(value, type);
        }
        throw Errors.declaredLocal(f.place(value.span()), name, Describe.type(value.type()), type);
    }
}
