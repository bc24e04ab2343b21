package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Frozens;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Values;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Namedtuples are tuples whose type knows a class: fields read items, and calls of the class make tuples. */
public final class NamedTuples {
    private NamedTuples() {}

    /** The class called with its fields. */
    static Value make(Scope f, Frozen.NamedClass named, CallArguments arguments) {
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
            items.add(
                    Values.isFunction(item)
                            ? item
                            : new Computed(f.expressions().tree(item, span)));
        }
        return Tuples.named(Trees.tupleOf(items, arguments.place().span()), named.names());
    }
}
