package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.infer.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that may be None. Whatever computes with one takes the value inside; None is a TypeError when it runs. */
final class Optionals {
    private Optionals() {}

    /** The value inside an optional; anything else as it is. */
    static Value present(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.Optional
                ? new Computed(present(c.tree()))
                : value;
    }

    static Expr present(Expr tree) {
        return tree.type() instanceof Type.Optional o ? new Expr.Cast(o.item(), tree, tree.span()) : tree;
    }

    static List<Value> present(List<Value> values) {
        return values.stream().map(Optionals::present).toList();
    }

    static Map<String, Value> present(Map<String, Value> values) {
        Map<String, Value> all = new LinkedHashMap<>();
        values.forEach((name, value) -> all.put(name, present(value)));
        return all;
    }

    static boolean isOptional(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.Optional;
    }

    static boolean isNone(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.None;
    }

    static boolean isText(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.Optional o && o.item() instanceof Type.Str;
    }

    /** Texts, of which each may be None, are equal when both are None, too: the one equality that Numba has of two optionals. */
    static Value sameTexts(FunctionInference f, Order order, Value left, Value right, Span span) {
        return new Computed(Lets.bind(
                f,
                ((Computed) left).tree(),
                "left",
                one -> Lets.bind(f, ((Computed) right).tree(), "right", two -> {
                    Expr first = new Expr.Present(one, span);
                    Expr texts = f.expressions.tree(
                            Texts.compare(f, Order.EQ, present(new Computed(one)), present(new Computed(two)), span),
                            span);
                    Expr both = new Expr.Compare(Order.EQ, first, new Expr.Present(two, span), span);
                    Expr same = new Expr.Logic(
                            Type.BOOL, true, both, Comparisons.or(Comparisons.not(first, span), texts, span), span);
                    return order == Order.EQ ? same : Comparisons.not(same, span);
                })));
    }

    /** {@code x is None}, where one of the two may be None. */
    static Expr isNone(Value one, Value other, Span span) {
        Computed optional = (Computed) (isOptional(one) ? one : other);
        return Comparisons.not(new Expr.Present(optional.tree(), span), span);
    }

    /** Of a value that may be None: that it is there, and true. */
    static Expr truth(FunctionInference f, Expr optional, Span span) {
        return Lets.bind(
                f,
                optional,
                "optional",
                one -> new Expr.Logic(
                        Type.BOOL,
                        true,
                        new Expr.Present(one, span),
                        f.comparisons.truth(new Computed(present(one)), span),
                        span));
    }
}
