package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that may be None. Whatever computes with one takes the value inside; None is a TypeError when it runs. */
public final class Optionals {
    private Optionals() {}

    /** The value inside an optional; anything else as it is. */
    public static Value present(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.Optional
                ? new Computed(present(c.tree()))
                : value;
    }

    public static Expr present(Expr tree) {
        return tree.type() instanceof Type.Optional o ? new Expr.Cast(o.item(), tree, tree.span()) : tree;
    }

    public static List<Value> present(List<Value> values) {
        return values.stream().map(Optionals::present).toList();
    }

    public static Map<String, Value> present(Map<String, Value> values) {
        Map<String, Value> all = new LinkedHashMap<>();
        values.forEach((name, value) -> all.put(name, present(value)));
        return all;
    }

    public static boolean isOptional(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.Optional;
    }

    public static boolean isNone(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.None;
    }

    public static boolean isText(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.Optional o && o.item() instanceof Type.Str;
    }

    /** {@code x is None}, where one of the two may be None. */
    public static Expr isNone(Value one, Value other, Span span) {
        Computed optional = (Computed) (isOptional(one) ? one : other);
        return Logic.not(new Expr.Present(optional.tree(), span), span);
    }
}
