package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.compiler.types.Type;
import java.util.List;

/**
 * A function: its region's parameters are its arguments, its Returns give `results`. Tuples are flattened, None is nothing.
 *
 * @param inline always: library code
 * @param parallel whether what it does with whole arrays may run on several threads
 * @param generator whether it is a generator's body: then its Suspends give the results
 * @param fastmath what may be done to its floats; library code's is its caller's
 */
public record Function(
        String name,
        Location.Scope scope,
        Region body,
        List<Type> results,
        boolean inline,
        boolean parallel,
        boolean generator,
        FastMath fastmath) {
    public Function {
        results = List.copyOf(results);
    }

    public Function withBody(Region other) {
        return new Function(name, scope, other, results, inline, parallel, generator, fastmath);
    }
}
