package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.infer.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Dictionaries in the source whose keys are texts and whose values have no type in common (Numba's LiteralStrKeyDict): a tuple of the values, whose
 * class says the keys. They are read by keys that are known while compiling, and never change.
 */
final class LiteralDicts {
    private static final Set<String> READ = Set.of("keys", "values", "items", "copy", "get");
    private static final Set<String> CHANGE = Set.of("pop", "popitem", "clear", "setdefault", "update");

    private LiteralDicts() {}

    static void register(Map<String, Calls.Known> known) {
        known.put("jaculus.literal_dict.keys", (f, a) -> keys(self(a), span(a)));
        known.put("jaculus.literal_dict.values", (f, a) -> values(self(a), span(a)));
        known.put("jaculus.literal_dict.items", (f, a) -> items(f, self(a), span(a)));
        known.put("jaculus.literal_dict.copy", (f, a) -> self(a));
        known.put("jaculus.literal_dict.get", (f, a) -> {
            throw Errors.literalDict(a.place(), "Cannot get() on a literal dictionary");
        });
        for (String name : CHANGE) {
            known.put("jaculus.literal_dict." + name, (f, a) -> {
                throw changes(f, span(a));
            });
        }
    }

    private static Value self(CallArguments arguments) {
        return arguments.positional().getFirst();
    }

    private static Span span(CallArguments arguments) {
        return arguments.place().span();
    }

    static boolean is(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.Tuple t && t.isLiteralDict();
    }

    /** The dictionary of these keys and values, if all keys are texts that are known; a later value of a key takes the place of an earlier one. */
    static Optional<Value> of(List<Value> pairs, Span span) {
        Map<String, Expr> entries = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            Optional<String> key = Texts.known(Texts.of(((Computed) pairs.get(i)).tree()));
            if (key.isEmpty() || !key.get().matches("[\\w .+-]*")) {
                return Optional.empty();
            }
            entries.put(key.get(), ((Computed) pairs.get(i + 1)).tree());
        }
        Type.Names names = new Type.Names(Type.DICT, -1, List.copyOf(entries.keySet()));
        List<Expr> values = List.copyOf(entries.values());
        Type.Tuple type = new Type.Tuple(values.stream().map(Expr::type).toList(), Optional.of(names));
        return Optional.of(new Computed(new Expr.TupleOf(type, values, span)));
    }

    static List<String> names(Value dict) {
        return ((Type.Tuple) ((Computed) dict).type()).names().orElseThrow().fields();
    }

    /** The keys, a tuple of texts. */
    static Value keys(Value dict, Span span) {
        return new Computed(Trees.tuple(
                names(dict).stream().<Expr>map(key -> Texts.constant(key, span)).toList(), span));
    }

    private static Value item(Value dict, int place, Span span) {
        return new Computed(Trees.itemOf(((Computed) dict).tree(), place, span));
    }

    private static Value values(Value dict, Span span) {
        return new Computed(Trees.tuple(
                IntStream.range(0, names(dict).size())
                        .mapToObj(place -> ((Computed) item(dict, place, span)).tree())
                        .toList(),
                span));
    }

    private static Value items(FunctionInference f, Value given, Span span) {
        Value dict = new Computed(f.once(((Computed) given).tree(), "dict"));
        List<Expr> pairs = new ArrayList<>();
        for (int i = 0; i < names(dict).size(); i++) {
            Expr key = Texts.constant(names(dict).get(i), span);
            pairs.add(Trees.tuple(List.of(key, ((Computed) item(dict, i, span)).tree()), span));
        }
        return new Computed(Trees.tuple(pairs, span));
    }

    static Optional<Value> attribute(Value value, String name) {
        return is(value) && (READ.contains(name) || CHANGE.contains(name))
                ? Optional.of(new Value.Bound(value, "jaculus.literal_dict." + name))
                : Optional.empty();
    }

    /** {@code dict["key"]}. */
    static Value load(FunctionInference f, Value dict, Value index, Span span) {
        Optional<String> key = Texts.known(index instanceof Computed c ? Texts.of(c.tree()) : index);
        if (key.isEmpty()) {
            throw Errors.literalDict(f.place(span), "Cannot getitem() on a literal dictionary");
        }
        int place = names(dict).indexOf(key.get());
        if (place < 0) {
            throw Errors.literalDict(f.place(span), "Key '" + key.get() + "' is not in dict.");
        }
        return item(dict, place, span);
    }

    /** {@code a == b}, of dictionaries with the same keys; empty where these are not two such. */
    static Optional<Value> compared(FunctionInference f, Order order, Value left, Value right, Span span) {
        boolean equality = order == Order.EQ || order == Order.NE;
        if (!equality || !is(left) || !is(right)) {
            return Optional.empty();
        }
        return Optional.of(
                names(left).equals(names(right))
                        ? f.comparisons.ordered(order, values(left, span), values(right, span), span)
                        : new Computed(Trees.bool(order == Order.NE, span)));
    }

    static dev.jaculus.syntax.diagnostic.Diagnostic.Failure changes(FunctionInference f, Span span) {
        return Errors.literalDict(f.place(span), "Cannot mutate a literal dictionary");
    }
}
