package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What strings are: a text that is known while compiling stays {@link Frozen.Str} until it must exist, and then has an array of code points. */
public final class Texts {
    private Texts() {}

    public static boolean is(Value value) {
        return value instanceof Value.Fixed(Frozen.Str _)
                || (value instanceof Computed c && c.type() instanceof Type.Str);
    }

    /** The text, where it is known while compiling. */
    public static Optional<String> known(Value value) {
        return value instanceof Value.Fixed(Frozen.Str(String text)) ? Optional.of(text) : Optional.empty();
    }

    public static Expr.Const constant(String text, Span span) {
        return new Expr.Const(Type.STR, text, span);
    }

    /** A text as it is at run time. */
    public static Expr tree(Value text, Span span) {
        return atRunTime(text, span).orElseThrow();
    }

    /** A tree as a value: a known text is one that exists only while compiling. */
    public static Value of(Expr tree) {
        return tree instanceof Expr.Const c && c.value() instanceof String text
                ? new Value.Fixed(new Frozen.Str(text))
                : new Computed(tree);
    }

    /** What exists only while compiling because of texts in it, at run time; empty for what never exists. */
    public static Optional<Expr> atRunTime(Value value, Span span) {
        return switch (value) {
            case Computed c -> Optional.of(c.tree());
            case Value.Fixed(Frozen.Str(String text)) -> Optional.of(constant(text, span));
            case Value.Sequence s -> {
                List<Expr> items = new ArrayList<>();
                for (Value item : s.items()) {
                    atRunTime(item, span).ifPresent(items::add);
                }
                yield items.size() == s.items().size() ? Optional.of(Trees.tuple(items, span)) : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /** The code points of a text: the same memory. */
    public static Expr points(Expr text, Span span) {
        return new Expr.Cast(Type.CODE_POINTS, text, span);
    }

    /** The text of such code points, which lie side by side. */
    public static Expr text(Expr points, Span span) {
        return new Expr.Cast(Type.STR, points, span);
    }

    /** The text of code points that a function of the library has made. */
    public static Expr text(Value points, Span span) {
        return text(Conversions.cast(((Computed) points).tree(), Type.CODE_POINTS), span);
    }

    /** The text of one character at a place that is in range. */
    public static Expr character(Expr points, Expr place, Span span) {
        Expr next = new Expr.Binary(Type.INT64, Arithmetic.ADD, place, Trees.integer(1, span), false, span);
        return part(points, Optional.of(place), Optional.of(next), span);
    }

    public static Expr part(Expr points, Optional<Expr> from, Optional<Expr> to, Span span) {
        List<Expr.Axis> axes = List.of(new Expr.Axis.Range(from, to, Optional.empty()));
        return text(new Expr.View(Type.CODE_POINTS, points, axes, false, span), span);
    }

    public static Expr isNotEmpty(Expr text, Span span) {
        return new Expr.Compare(Order.GT, new Expr.Length(points(text, span), 0, span), Trees.integer(0, span), span);
    }
}
