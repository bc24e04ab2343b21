package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Slices that exist at run time: start, stop and, where it is not 1, step. As in Numba what is left out is a number that means the same:
 * {@code slice(None)} goes from 0 to the largest int64.
 */
public final class Slices {
    private Slices() {}

    public static boolean is(Value value) {
        return value instanceof Value.SliceOf
                || (value instanceof Computed c && c.type() instanceof Type.Tuple t && t.isSlice());
    }

    /** A slice as a value at run time. */
    public static Expr tree(Value.SliceOf slice, Span span) {
        Expr one = Trees.integer(1, span);
        Expr step = slice.step().orElse(one);
        Expr up = new Expr.Compare(Order.GT, step, Trees.integer(0, span), span);
        List<Expr> items = new ArrayList<>();
        items.add(slice.lower().orElseGet(() -> end(step, up, 0, Long.MAX_VALUE, span)));
        items.add(slice.upper().orElseGet(() -> end(step, up, Long.MAX_VALUE, Long.MIN_VALUE, span)));
        if (slice.step().isPresent()) {
            items.add(step);
        }
        Type.Tuple type = new Type.Tuple(items.stream().map(Expr::type).toList(), Optional.of(Type.SLICE));
        return new Expr.TupleOf(type, items, span);
    }

    /** {@code ...} as a value at run time. */
    public static Expr ellipsis(Span span) {
        return new Expr.TupleOf(new Type.Tuple(List.of(), Optional.of(Type.ELLIPSIS)), List.of(), span);
    }

    /** An end that is left out, by the direction. */
    private static Expr end(Expr step, Expr up, long ahead, long back, Span span) {
        OptionalLong known = Trees.literalInt(step);
        if (known.isPresent()) {
            return Trees.integer(known.getAsLong() > 0 ? ahead : back, span);
        }
        return new Expr.Choice(Type.INT64, up, Trees.integer(ahead, span), Trees.integer(back, span), span);
    }

    /** What stands in a subscript: a slice that exists at run time has its parts again. */
    public static Value opened(Scope f, Value index, Span span) {
        if (index instanceof Computed c && c.type() instanceof Type.Tuple t && t.isEllipsis()) {
            return new Value.Ellipsis();
        }
        if (!(index instanceof Computed c && c.type() instanceof Type.Tuple t && t.isSlice())) {
            return index;
        }
        Expr slice = f.once(c.tree(), "slice");
        return new Value.SliceOf(
                Optional.of(Trees.itemOf(slice, 0, span)),
                Optional.of(Trees.itemOf(slice, 1, span)),
                t.items().size() > 2 ? Optional.of(Trees.itemOf(slice, 2, span)) : Optional.empty());
    }
}
