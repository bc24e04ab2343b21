package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import java.util.function.UnaryOperator;

/** Expressions that use a value more than once. */
public final class Lets {
    private Lets() {}

    /** {@code use} applied to the value, which is evaluated once. */
    public static Expr bind(Scope f, Expr value, String hint, UnaryOperator<Expr> use) {
        if (Trees.simple(value)) {
            return use.apply(value);
        }
        String name = f.fresh(hint);
        Expr body = use.apply(new Expr.Local(value.type(), name, false, value.span()));
        return new Expr.Let(name, value, body, value.span());
    }
}
