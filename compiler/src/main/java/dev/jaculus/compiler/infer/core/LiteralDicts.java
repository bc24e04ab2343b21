package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Dictionaries in the source whose keys are texts and whose values have no type in common (Numba's LiteralStrKeyDict): a tuple of the values, whose
 * class says the keys. They are read by keys that are known while compiling, and never change.
 */
public final class LiteralDicts {
    private LiteralDicts() {}

    public static boolean is(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.Tuple t && t.isLiteralDict();
    }

    /** The dictionary of these keys and values, if all keys are texts that are known; a later value of a key takes the place of an earlier one. */
    public static Optional<Value> of(List<Value> pairs, Span span) {
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

    public static List<String> names(Value dict) {
        return ((Type.Tuple) ((Computed) dict).type()).names().orElseThrow().fields();
    }

    /** The keys, a tuple of texts. */
    public static Value keys(Value dict, Span span) {
        return new Computed(Trees.tuple(
                names(dict).stream().<Expr>map(key -> Texts.constant(key, span)).toList(), span));
    }

    public static Value item(Value dict, int place, Span span) {
        return new Computed(Trees.itemOf(((Computed) dict).tree(), place, span));
    }

    public static Value values(Value dict, Span span) {
        return new Computed(Trees.tuple(
                IntStream.range(0, names(dict).size())
                        .mapToObj(place -> ((Computed) item(dict, place, span)).tree())
                        .toList(),
                span));
    }
}
