package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.Argument;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Optionals;
import dev.jaculus.compiler.infer.core.Texts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is said, in Numba's words, of an argument of a NumPy function of which no array can be made. */
public final class ArrayArguments {
    /** What NumPy calls parameters that take arrays, and all that can be made one. */
    private static final Set<String> NAMES =
            Set.of("a", "arr", "ary", "m", "v", "ar", "ar1", "ar2", "p", "x", "y", "b", "values");

    private ArrayArguments() {}

    /** Of a function of the library which fails: that this is why, where it is. */
    public static Optional<String> wrong(String function, List<Argument> arguments) {
        if (!function.startsWith("np.") || function.startsWith("np.random.")) {
            return Optional.empty();
        }
        return arguments.stream()
                .filter(one -> !one.omitted()
                        && NAMES.contains(one.name())
                        && (Texts.is(one.value()) || Optionals.isNone(one.value())))
                .findFirst()
                .map(one -> Errors.arrayLike(one.name()));
    }
}
