package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.Request.Frozen;
import dev.jaculus.compiler.infer.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Namedtuples are tuples whose type knows a class: fields read items, and calls of the class make tuples. */
final class NamedTuples {
    private NamedTuples() {}

    /** The class called with its fields. */
    static Value make(FunctionInference f, Frozen.NamedClass named, CallArguments arguments) {
        List<String> fields = named.names().fields();
        int required = fields.size() - named.defaults().size();
        String[] parameters = IntStream.range(0, fields.size())
                .mapToObj(i -> i < required ? fields.get(i) : fields.get(i) + "?")
                .toArray(String[]::new);
        List<Optional<Value>> bound = arguments.bind(named.names().name(), parameters);
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < bound.size(); i++) {
            int field = i;
            Value item = bound.get(i)
                    .orElseGet(() -> Frozens.value(
                            new Value.Fixed(named.defaults().get(field - required)),
                            fields.get(field),
                            arguments.place()));
            Span span = arguments.place().span();
            items.add(Calls.isFunction(item) ? item : new Computed(f.expressions.tree(item, span)));
        }
        return named(f.expressions.tuple(items, arguments.place().span()), named.names());
    }

    /** A tuple of this class. */
    static Value named(Value tuple, Type.Names names) {
        return tuple instanceof Computed c
                ? new Computed(named(c.tree(), names))
                : new Value.Sequence(((Value.Sequence) tuple).items(), Optional.of(names));
    }

    /** A tuple of this class. */
    static Expr named(Expr tuple, Type.Names names) {
        Type.Tuple type = new Type.Tuple(((Type.Tuple) tuple.type()).items(), Optional.of(names));
        return tuple instanceof Expr.TupleOf t
                ? new Expr.TupleOf(type, t.items(), t.span())
                : new Expr.Cast(type, tuple, tuple.span());
    }

    /** The item that a field names. */
    static Optional<Value> field(Value value, String field, Span span) {
        if (value instanceof Value.Sequence(List<Value> items, Optional<Type.Names> names) && names.isPresent()) {
            int index = names.get().fields().indexOf(field);
            return index < 0 ? Optional.empty() : Optional.of(items.get(index));
        }
        if (!(value instanceof Computed c)
                || !(c.type() instanceof Type.Tuple t)
                || t.names().isEmpty()) {
            return Optional.empty();
        }
        int index = t.names().get().fields().indexOf(field);
        return index < 0 ? Optional.empty() : Optional.of(new Computed(Trees.itemOf(c.tree(), index, span)));
    }
}
