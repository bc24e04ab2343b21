package dev.jaculus.compiler.ir.interpret;

import java.util.List;

/**
 * What a run gave.
 *
 * @param status 0, a raising site's number, or a negative code
 * @param results after success: Long, Double or {@link Strided} for each of the function's results
 * @param exception the run-time arguments of the exception, in order of their slots
 * @param trace the call sites that the exception passed, innermost first
 * @param leaked how many references to blocks are left that no result has; 0 after a failure, which frees all
 */
public record Outcome(int status, List<Object> results, List<Object> exception, List<Integer> trace, int leaked) {
    public Outcome {
        results = List.copyOf(results);
        exception = List.copyOf(exception);
        trace = List.copyOf(trace);
    }
}
