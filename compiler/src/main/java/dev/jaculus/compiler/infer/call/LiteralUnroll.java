package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import java.util.Map;

/** {@code literal_unroll(container)}: what a loop over it goes over is known item by item. */
public final class LiteralUnroll {
    private static final String NAME = "literal_unroll";

    private LiteralUnroll() {}

    static void register(Map<String, Known> known) {
        known.put("jaculus." + NAME, LiteralUnroll::argument);
    }

    private static Value argument(Scope f, CallArguments arguments) {
        Value over = arguments.bind(NAME, "container").getFirst().orElseThrow();
        if (over instanceof Value.Listing list) {
            over = Trees.tupleOf(list.items(), list.span());
        }
        if (!Tuples.is(over)) {
            throw Errors.unrolled(arguments.place(), Describe.value(over));
        }
        return new Value.Unrolled(over);
    }
}
