package dev.jaculus.compiler.ir.interpret;

import java.util.List;

/** The runtime's functions, as one thread that imagines there were two. */
final class Natives {
    private static final long THREADS = 2;

    private Natives() {}

    static Object call(String function, List<Long> args) {
        return switch (function) {
            case "jac_parallel_pieces" -> Math.max(0, Math.min(args.getFirst(), THREADS * Math.max(1, args.get(1))));
            case "jac_max_threads", "jac_get_num_threads" -> THREADS;
            case "jac_parallel_stops",
                    "jac_get_thread_id",
                    "jac_get_parallel_chunksize",
                    "jac_set_parallel_chunksize" -> 0L;
            case "jac_set_num_threads" -> args.getFirst() >= 1 && args.getFirst() <= THREADS ? 0L : -1L;
            default -> throw new IllegalStateException("the interpreter does not know " + function);
        };
    }

    /** Where a piece begins: the first pieces have one iteration more. */
    static long start(long piece, long count, long pieces) {
        return piece * (count / pieces) + Math.min(piece, count % pieces);
    }
}
