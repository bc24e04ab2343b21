package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Raises;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Map;

/** What a kernel may ask of the threads, and tell them: {@code get_thread_id()}, {@code set_num_threads(n)}. */
public final class Threads {
    private Threads() {}

    static void register(Map<String, Known> known) {
        known.put("jaculus.get_thread_id", (f, a) -> number(a, "get_thread_id", "jac_get_thread_id"));
        known.put("jaculus.intrinsics.is_parallel", (f, a) -> {
            a.bind("is_parallel");
            return new Computed(
                    Trees.bool(f.parallelLoops().allowed(), a.place().span()));
        });
        known.put("jaculus.get_num_threads", (f, a) -> number(a, "get_num_threads", "jac_get_num_threads"));
        known.put("jaculus.intrinsics.get_num_threads", known.get("jaculus.get_num_threads"));
        known.put(
                "jaculus.get_parallel_chunksize",
                (f, a) -> number(a, "get_parallel_chunksize", "jac_get_parallel_chunksize"));
        known.put("jaculus.set_num_threads", (f, a) -> {
            set(
                    f,
                    a,
                    "set_num_threads",
                    "jac_set_num_threads",
                    "The number of threads must be between 1 and NUMBA_NUM_THREADS");
            return new Computed(Trees.none(a.place().span()));
        });
        known.put(
                "jaculus.set_parallel_chunksize",
                (f, a) -> new Computed(set(
                        f,
                        a,
                        "set_parallel_chunksize",
                        "jac_set_parallel_chunksize",
                        "chunksize must be greater than or equal to zero")));
    }

    private static Value number(CallArguments arguments, String name, String function) {
        arguments.bind(name);
        return new Computed(new Expr.Native(
                Type.INT64, function, List.of(), arguments.place().span()));
    }

    /** Calls a function that gives a negative number when it does not like its argument; that is a ValueError here. */
    private static Expr set(Scope f, CallArguments arguments, String name, String function, String refused) {
        Value given = arguments.bind(name, "n").getFirst().orElseThrow();
        if (!(given instanceof Computed c && c.type() instanceof Type.Int)) {
            throw Errors.argument(arguments.at(given), name, Describe.value(given), "an integer");
        }
        Span span = arguments.place().span();
        Expr answer = f.hide(
                new Expr.Native(Type.INT64, function, List.of(Conversions.cast(c.tree(), Type.INT64)), span), "answer");
        f.emit(new Stmt.If(
                new Expr.Compare(Order.LT, answer, Trees.integer(0, span), span),
                List.of(Raises.valueError(refused, span)),
                List.of(),
                List.of(),
                span));
        return answer;
    }
}
