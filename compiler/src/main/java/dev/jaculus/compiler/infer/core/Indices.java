package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic of places: indices, counts and sizes, all int64. */
public final class Indices {
    private Indices() {}

    /** The index tuple at a place in the row-major order of this shape. */
    public static List<Expr> index(List<Expr> shape, Expr place, Span span) {
        List<Expr> index = new ArrayList<>();
        Expr rest = place;
        for (int axis = shape.size() - 1; axis > 0; axis--) {
            index.addFirst(binary(Arithmetic.REM, rest, shape.get(axis), span));
            rest = binary(Arithmetic.FLOORDIV, rest, shape.get(axis), span);
        }
        if (!shape.isEmpty()) {
            index.addFirst(rest);
        }
        return index;
    }

    public static Expr binary(Arithmetic operation, Expr left, Expr right, Span span) {
        return new Expr.Binary(Type.INT64, operation, left, right, false, span);
    }

    /** How many elements a shape has. */
    public static Expr size(List<Expr> shape, Span span) {
        return shape.stream()
                .reduce((a, b) -> binary(Arithmetic.MUL, a, b, span))
                .orElse(Trees.integer(1, span));
    }

    public static boolean isKnown(Expr tree, long value) {
        return tree instanceof Expr.Const c && Long.valueOf(value).equals(c.value());
    }
}
