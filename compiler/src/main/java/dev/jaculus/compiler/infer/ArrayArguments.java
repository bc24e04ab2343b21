package dev.jaculus.compiler.infer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is said, in Numba's words, of an argument of a NumPy function of which no array can be made. */
final class ArrayArguments {
    /** What NumPy calls parameters that take arrays, and all that can be made one. */
    private static final Set<String> NAMES =
            Set.of("a", "arr", "ary", "m", "v", "ar", "ar1", "ar2", "p", "x", "y", "b", "values");

    /** What it calls the first parameter of the functions that the compiler knows, where that is not {@code a}. */
    private static final Map<String, String> FIRST =
            Map.of("np.array", "object", "np.where", "condition", "np.diag", "v");

    private ArrayArguments() {}

    /** Of a function of the library which fails: that this is why, where it is. */
    static Optional<String> wrong(String function, List<Argument> arguments) {
        if (!function.startsWith("np.") || function.startsWith("np.random.")) {
            return Optional.empty();
        }
        return arguments.stream()
                .filter(one -> !one.omitted()
                        && NAMES.contains(one.name())
                        && (Texts.is(one.value()) || Optionals.isNone(one.value())))
                .findFirst()
                .map(one -> text(one.name()));
    }

    /** Of a function that the compiler knows, behind what it does not take; empty where it expects something else. */
    static String why(String function, String what, String expected) {
        boolean wantsArray = function.startsWith("np.")
                && expected.contains("array")
                && (what.equals("a str") || what.equals("None"));
        return wantsArray ? ": " + text(FIRST.getOrDefault(function, "a")) : "";
    }

    private static String text(String parameter) {
        return "The argument \"%s\" must be array-like".formatted(parameter);
    }
}
