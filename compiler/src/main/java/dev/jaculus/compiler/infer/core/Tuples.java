package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What tuples are, and those of a class with named fields. */
public final class Tuples {
    private Tuples() {}

    public static boolean is(Value value) {
        return value instanceof Value.Sequence
                || (value instanceof Computed c && c.type() instanceof Type.Tuple t && t.isTuple());
    }

    /** A tuple of this class. */
    public static Value named(Value tuple, Type.Names names) {
        return tuple instanceof Computed c
                ? new Computed(named(c.tree(), names))
                : new Value.Sequence(((Value.Sequence) tuple).items(), Optional.of(names));
    }

    /** A tuple of this class. */
    public static Expr named(Expr tuple, Type.Names names) {
        Type.Tuple type = new Type.Tuple(((Type.Tuple) tuple.type()).items(), Optional.of(names));
        return tuple instanceof Expr.TupleOf t
                ? new Expr.TupleOf(type, t.items(), t.span())
                : new Expr.Cast(type, tuple, tuple.span());
    }

    /** The item that a field names. */
    public static Optional<Value> field(Value value, String field, Span span) {
        if (value instanceof Value.Sequence(List<Value> items, Optional<Type.Names> names) && names.isPresent()) {
            int index = names.get().fields().indexOf(field);
            return index < 0 ? Optional.empty() : Optional.of(items.get(index));
        }
        if (!(value instanceof Computed c)
                || !(c.type() instanceof Type.Tuple t)
                || !(t.isTuple() || t.isStruct())
                || t.names().isEmpty()) {
            return Optional.empty();
        }
        int index = t.names().get().fields().indexOf(field);
        return index < 0 ? Optional.empty() : Optional.of(new Computed(Trees.itemOf(c.tree(), index, span)));
    }

    /** The items of a tuple. */
    public static List<Value> items(Scope f, Value tuple, Span span) {
        if (tuple instanceof Value.Sequence s) {
            return s.items();
        }
        Expr tree = ((Computed) tuple).tree();
        if (tree instanceof Expr.TupleOf t) {
            return t.items().stream().<Value>map(Computed::new).toList();
        }
        Expr once = f.once(tree, "tuple");
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < ((Type.Tuple) tree.type()).items().size(); i++) {
            items.add(new Computed(Trees.item(once, i, span)));
        }
        return items;
    }
}
