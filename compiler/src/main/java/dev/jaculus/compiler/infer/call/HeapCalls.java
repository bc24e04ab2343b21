package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code heapq.heappush}: what it puts into a list tells what the list holds. The rest of heapq is in the library's heaps.py. */
public final class HeapCalls {
    private HeapCalls() {}

    static void register(Map<String, Known> known) {
        known.put("heapq.heappush", (f, a) -> {
            List<Optional<Value>> bound = a.bind("heappush", "heap", "item");
            Span span = a.place().span();
            Value heap = bound.getFirst().orElseThrow();
            if (!(heap instanceof Computed c) || !(c.type() instanceof Type.ListOf)) {
                throw Errors.argument(a.at(heap), "heappush", Describe.value(heap), "a list");
            }
            Expr list = f.once(c.tree(), "heap");
            f.calls()
                    .named(
                            "list.append",
                            List.of(new Computed(list), bound.getLast().orElseThrow()),
                            span);
            f.run(f.calls().named("jaculus.heap_rise", List.of(new Computed(list)), span), span);
            return new Computed(Trees.none(span));
        });
    }
}
