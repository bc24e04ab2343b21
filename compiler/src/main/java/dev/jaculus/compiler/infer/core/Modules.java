package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.types.Exceptions;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What modules define: numbers, and names that mean a function or a class. */
public final class Modules {
    /** Functions of Python's that have no meaning in compiled code. */
    public static final Set<String> NOT_IN_KERNELS = Set.of(
            "breakpoint",
            "eval",
            "exec",
            "compile",
            "input",
            "open",
            "globals",
            "locals",
            "vars",
            "dir",
            "super",
            "id");

    public static final Set<String> FUNCTIONS = Set.of(
            "abs",
            "all",
            "any",
            "ascii",
            "bool",
            "bytes",
            "callable",
            "chr",
            "complex",
            "dict",
            "divmod",
            "enumerate",
            "filter",
            "float",
            "format",
            "getattr",
            "hasattr",
            "hash",
            "int",
            "isinstance",
            "iter",
            "len",
            "list",
            "map",
            "max",
            "min",
            "next",
            "ord",
            "pow",
            "print",
            "range",
            "repr",
            "reversed",
            "round",
            "set",
            "slice",
            "sorted",
            "str",
            "sum",
            "tuple",
            "type",
            "zip");

    private static final Map<String, Double> CONSTANTS = Map.ofEntries(
            Map.entry("numpy.pi", Math.PI),
            Map.entry("numpy.e", Math.E),
            Map.entry("numpy.euler_gamma", 0.5772156649015329),
            Map.entry("numpy.inf", Double.POSITIVE_INFINITY),
            Map.entry("numpy.nan", Double.NaN),
            Map.entry("math.pi", Math.PI),
            Map.entry("math.e", Math.E),
            Map.entry("math.tau", 2 * Math.PI),
            Map.entry("math.inf", Double.POSITIVE_INFINITY),
            Map.entry("math.nan", Double.NaN),
            Map.entry("cmath.pi", Math.PI),
            Map.entry("cmath.e", Math.E),
            Map.entry("cmath.tau", 2 * Math.PI),
            Map.entry("cmath.inf", Double.POSITIVE_INFINITY),
            Map.entry("cmath.nan", Double.NaN));

    /** NumPy's own classes of exceptions, which have no index, and what they are derived from. */
    private static final Map<String, List<String>> EXCEPTIONS = Map.of(
            "numpy.exceptions.AxisError", List.of("builtins.ValueError", "builtins.IndexError"),
            "numpy.linalg.LinAlgError", List.of("builtins.ValueError"));

    private Modules() {}

    /** Numbers that modules define. */
    public static Optional<Value> constant(String canonical, Span span) {
        if (canonical.equals("numpy.newaxis")) {
            return Optional.of(new Computed(Trees.none(span)));
        }
        if (canonical.equals("cmath.infj") || canonical.equals("cmath.nanj")) {
            double imaginary = canonical.equals("cmath.infj") ? Double.POSITIVE_INFINITY : Double.NaN;
            return Optional.of(new Computed(Trees.complex(Type.COMPLEX128, 0, imaginary, span)));
        }
        return Optional.ofNullable(CONSTANTS.get(canonical)).map(value -> new Computed(Trees.real(value, span)));
    }

    public static Value member(String canonical, Span span) {
        List<String> bases = EXCEPTIONS.get(canonical);
        if (bases != null) {
            return new Value.Fixed(new Frozen.ExceptionClass(canonical, -1, bases));
        }
        return constant(canonical, span).orElseGet(() -> new Value.Fixed(new Frozen.Attribute(canonical)));
    }

    /** What a name means that nobody has defined. */
    public static Optional<Value> builtin(String name) {
        if (FUNCTIONS.contains(name)) {
            return Optional.of(new Value.Fixed(new Frozen.Attribute("builtins." + name)));
        }
        if (Exceptions.names().contains("builtins." + name) || name.equals("BaseException")) {
            return Optional.of(new Value.Fixed(new Frozen.ExceptionClass("builtins." + name, -1)));
        }
        return Optional.empty();
    }
}
