package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.tree.Stmt.Merge;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code literal_unroll(container)}: what a loop over it goes over is known item by item. */
final class LiteralUnroll {
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
