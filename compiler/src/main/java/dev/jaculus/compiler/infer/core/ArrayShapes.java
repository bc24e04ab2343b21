package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How long arrays are, in elements and in bytes. */
public final class ArrayShapes {
    private ArrayShapes() {}

    /** The lengths of all axes; `array` is simple. */
    public static List<Expr> lengths(Expr array, Span span) {
        List<Expr> lengths = new ArrayList<>();
        for (int axis = 0; axis < ((Type.Array) array.type()).rank(); axis++) {
            lengths.add(new Expr.Length(array, axis, span));
        }
        return lengths;
    }

    /** How far the elements of each axis are apart, in bytes; `array` is simple. */
    public static List<Expr> strides(Expr array, Span span) {
        return IntStream.range(0, ((Type.Array) array.type()).rank())
                .<Expr>mapToObj(axis -> new Expr.Stride(array, axis, span))
                .toList();
    }

    /** The number of elements; `array` is simple. */
    public static Expr size(Expr array, Span span) {
        return lengths(array, span).stream().reduce((a, b) -> times(a, b, span)).orElse(Trees.integer(1, span));
    }

    public static Expr times(Expr left, Expr right, Span span) {
        return new Expr.Binary(Type.INT64, Arithmetic.MUL, left, right, false, span);
    }

    public static List<Integer> natural(Expr array) {
        return new ArrayList<>(
                IntStream.range(0, ((Type.Array) array.type()).rank()).boxed().toList());
    }

    /** The axes in reverse order; C and F change places. */
    public static Expr reversed(Expr array, Span span) {
        return permuted(array, natural(array).reversed(), span);
    }

    /** The axes in another order. */
    public static Expr permuted(Expr array, List<Integer> order, Span span) {
        Type.Array type = (Type.Array) array.type();
        List<Integer> natural = natural(array);
        if (order.equals(natural)) {
            return array;
        }
        boolean turned = order.equals(natural.reversed());
        Type.Layout layout = switch (type.layout()) {
            case C -> turned ? Type.Layout.F : Type.Layout.A;
            case F -> turned ? Type.Layout.C : Type.Layout.A;
            case A -> Type.Layout.A;
        };
        Type.Array result = new Type.Array(type.element(), type.rank(), layout, type.readOnly(), 0);
        return new Expr.Transpose(result, array, List.copyOf(order), span);
    }
}
