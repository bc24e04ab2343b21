package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.Map;

/** The runtime's random numbers, on which the library's distributions stand; `which` of a thread's two streams is NumPy's 0 or Python's 1. */
public final class RandomCalls {
    private RandomCalls() {}

    static void register(Map<String, Known> known) {
        known.put("jaculus.intrinsics.random_seed", (f, a) -> call(a, "random_seed", Type.INT64, "which", "seed"));
        known.put("jaculus.intrinsics.random_word", (f, a) -> call(a, "random_word", Type.INT64, "which"));
        known.put("jaculus.intrinsics.random_double", (f, a) -> call(a, "random_double", Type.FLOAT64, "which"));
        known.put("jaculus.intrinsics.random_gauss", (f, a) -> call(a, "random_gauss", Type.FLOAT64, "which"));
    }

    private static Value call(CallArguments arguments, String name, Type result, String... parameters) {
        List<Expr> given = arguments.bind(name, parameters).stream()
                .map(value -> Conversions.cast(((Computed) value.orElseThrow()).tree(), Type.INT64))
                .toList();
        return new Computed(
                new Expr.Native(result, "jac_" + name, given, arguments.place().span()));
    }
}
