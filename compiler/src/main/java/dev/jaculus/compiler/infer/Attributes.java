package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.Request.Frozen;
import dev.jaculus.compiler.infer.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** {@code value.name}. */
final class Attributes {
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

    /** Methods of arrays that are the NumPy function of the same name. */
    private static final Set<String> METHODS = Set.of(
            "sum",
            "prod",
            "mean",
            "min",
            "max",
            "argmin",
            "argmax",
            "any",
            "all",
            "var",
            "std",
            "cumsum",
            "cumprod",
            "dot",
            "copy",
            "astype",
            "fill",
            "reshape",
            "ravel",
            "flatten",
            "transpose",
            "swapaxes",
            "round",
            "clip",
            "item",
            "argpartition",
            "partition",
            "searchsorted",
            "squeeze",
            "diagonal",
            "trace",
            "compress",
            "choose",
            "put",
            "view",
            "sort",
            "argsort",
            "ptp",
            "nonzero",
            "repeat",
            "take",
            "conj",
            "conjugate");

    private final FunctionInference f;

    Attributes(FunctionInference f) {
        this.f = f;
    }

    Value of(Value given, String name, Span span) {
        Value value = Optionals.present(given);
        if (Texts.is(value) && Texts.METHODS.contains(name)) {
            return new Value.Method(new Computed(Texts.tree(value, span)), name);
        }
        Optional<Value> ofDict = LiteralDicts.attribute(value, name);
        if (ofDict.isPresent()) {
            return ofDict.get();
        }
        if (ByteTexts.is(value) && Texts.METHODS.contains(name)) {
            return new Value.Method((Computed) value, name);
        }
        if (value instanceof Value.Fixed(Frozen what)) {
            return ofFixed(what, name, span);
        }
        if (value instanceof Value.Listing l) {
            return of(f.lists.made(l), name, span);
        }
        if (value instanceof Value.Range r) {
            Optional<Expr> bound = Ranges.bound(r, name);
            if (bound.isPresent()) {
                return new Computed(bound.get());
            }
        }
        if (value instanceof Value.Flags flags) {
            Optional<Value> flag = flag(flags, name, span);
            if (flag.isPresent()) {
                return flag.get();
            }
        }
        if (value instanceof Value.Ctypes ctypes && name.equals("data")) {
            return new Computed(ForeignCalls.addressOf(ctypes.array(), span));
        }
        if (Randoms.is(value)) {
            return Randoms.method(f, (Computed) value, name, span);
        }
        Optional<Value> ofSlice = Slices.attribute(f, value, name, span);
        if (ofSlice.isPresent()) {
            return ofSlice.get();
        }
        if (Operators.isTuple(value) && (name.equals("index") || name.equals("count"))) {
            return new Value.Bound(value, "jaculus.tuple_" + name);
        }
        Optional<Value> ofRecord = f.records.attribute(value, name, span);
        if (ofRecord.isPresent()) {
            return ofRecord.get();
        }
        Optional<Value> field = NamedTuples.field(value, name, span);
        if (field.isPresent()) {
            return field.get();
        }
        Optional<Value> ofObject = f.objects.attribute(value, name, span);
        if (ofObject.isPresent()) {
            return ofObject.get();
        }
        if (value instanceof Computed c) {
            Optional<Value> overloaded = f.instances.overloading().attribute(f, c, name, span);
            if (overloaded.isPresent()) {
                return overloaded.get();
            }
            boolean ofLists = c.type() instanceof Type.ListOf && Lists.METHODS.contains(name);
            if (ofLists || f.instances.overloading().hasMethod(name)) {
                return new Value.Method(c, name);
            }
            if (c.type() instanceof Type.Array) {
                return ofArray(c, name, span);
            }
            if (c.type() instanceof Type.Scalar type) {
                switch (name) {
                    case "item" -> {
                        return new Value.Method(c, name);
                    }
                    case "real", "imag" -> {
                        return new Computed(Complexes.part(c.tree(), name.equals("imag"), span));
                    }
                    case "conjugate" -> {
                        return new Value.Method(c, name);
                    }
                    case "dtype" -> {
                        return new Value.Fixed(new Frozen.TypeObject(type));
                    }
                    default -> {}
                }
            }
        }
        if (value instanceof Value.CaughtException caught && name.equals("args")) {
            return new Caught(f).arguments(caught, span);
        }
        throw Errors.attribute(f.place(span), Describe.value(value), name, known(value));
    }

    /** What a misspelt attribute may have meant. */
    private static Collection<String> known(Value value) {
        if (Texts.is(value)) {
            return Texts.METHODS;
        }
        return value instanceof Computed c && c.type() instanceof Type.ListOf ? Lists.METHODS : List.of();
    }

    /** Numbers that modules define. */
    static Optional<Value> constant(String canonical, Span span) {
        if (canonical.equals("numpy.newaxis")) {
            return Optional.of(new Computed(Trees.none(span)));
        }
        if (canonical.equals("cmath.infj") || canonical.equals("cmath.nanj")) {
            double imaginary = canonical.equals("cmath.infj") ? Double.POSITIVE_INFINITY : Double.NaN;
            return Optional.of(new Computed(Complexes.constant(Type.COMPLEX128, 0, imaginary, span)));
        }
        return Optional.ofNullable(CONSTANTS.get(canonical)).map(value -> new Computed(Trees.real(value, span)));
    }

    private Value ofFixed(Frozen what, String name, Span span) {
        return switch (what) {
            case Frozen.Module module -> member(module.name() + "." + name, span);
            case Frozen.Attribute attribute -> member(attribute.name() + "." + name, span);
            case Frozen.Namespace namespace -> {
                Frozen member = namespace.attributes().get(name);
                if (member == null) {
                    throw Errors.attribute(f.place(span), "this module", name);
                }
                yield Frozens.value(new Value.Fixed(member), name, f.place(span));
            }
            case Frozen.TypeObject t
            when t.type() instanceof Type.Scalar scalar
                    && TypeQueries.attribute(scalar, name, span).isPresent() ->
                TypeQueries.attribute(scalar, name, span).get();
            case Frozen.Vectorized ufunc -> VectorizedCalls.attribute(f, ufunc, name, span);
            case Frozen.Class cls ->
                f.objects
                        .ofClass(f.instances.classSource(cls.index()), name, span)
                        .orElseThrow(
                                () -> Errors.attribute(f.place(span), Describe.value(new Value.Fixed(what)), name));
            default ->
                throw Errors.attribute(
                        f.place(span), Describe.value(new Value.Fixed(what)), name, known(new Value.Fixed(what)));
        };
    }

    static Value member(String canonical, Span span) {
        List<String> bases = EXCEPTIONS.get(canonical);
        if (bases != null) {
            return new Value.Fixed(new Frozen.ExceptionClass(canonical, -1, bases));
        }
        return constant(canonical, span).orElseGet(() -> new Value.Fixed(new Frozen.Attribute(canonical)));
    }

    private Value ofArray(Computed array, String name, Span span) {
        Type.Array type = (Type.Array) array.type();
        if (METHODS.contains(name)) {
            return new Value.Method(array, name);
        }
        if (name.equals("flat")) {
            return new Value.Elements(array.tree(), false);
        }
        return switch (name) {
            case "ndim" -> new Computed(Trees.integer(type.rank(), span));
            case "itemsize" -> new Computed(Trees.integer(type.element().size(), span));
            case "dtype" -> new Value.Fixed(new Frozen.TypeObject(type.element()));
            case "shape" ->
                new Computed(Lets.bind(f, array.tree(), "array", one -> Trees.tuple(lengths(one, span), span)));
            case "size" -> new Computed(Lets.bind(f, array.tree(), "array", one -> size(one, span)));
            case "nbytes" ->
                new Computed(Lets.bind(
                        f,
                        array.tree(),
                        "array",
                        one -> times(
                                size(one, span), Trees.integer(type.element().size(), span), span)));
            case "strides" ->
                new Computed(Lets.bind(f, array.tree(), "array", one -> Trees.tuple(strides(one, span), span)));
            case "flags" -> new Value.Flags(array.tree());
            case "ctypes" -> new Value.Ctypes(array.tree());
            case "T" -> new Computed(Permutations.reversed(array.tree(), span));
            case "real", "imag" -> new Computed(Complexes.part(f, array.tree(), name.equals("imag"), span));
            default -> {
                List<String> known = new ArrayList<>(METHODS);
                known.addAll(List.of(
                        "ndim",
                        "itemsize",
                        "dtype",
                        "shape",
                        "size",
                        "nbytes",
                        "strides",
                        "flags",
                        "ctypes",
                        "T",
                        "real",
                        "imag",
                        "flat"));
                throw Errors.attribute(f.place(span), Describe.type(type), name, known);
            }
        };
    }

    /** The lengths of all axes; `array` is simple. */
    static List<Expr> lengths(Expr array, Span span) {
        List<Expr> lengths = new ArrayList<>();
        for (int axis = 0; axis < ((Type.Array) array.type()).rank(); axis++) {
            lengths.add(new Expr.Length(array, axis, span));
        }
        return lengths;
    }

    /** How far the elements of each axis are apart, in bytes; `array` is simple. */
    private static List<Expr> strides(Expr array, Span span) {
        return IntStream.range(0, ((Type.Array) array.type()).rank())
                .<Expr>mapToObj(axis -> new Expr.Stride(array, axis, span))
                .toList();
    }

    /** {@code array.flags.c_contiguous} and the like: mostly the type tells. */
    private Optional<Value> flag(Value.Flags flags, String name, Span span) {
        Type.Array type = (Type.Array) flags.array().type();
        boolean c = type.layout() == Type.Layout.C;
        boolean fortran = type.layout() == Type.Layout.F || (c && type.rank() <= 1);
        return switch (name) {
            case "c_contiguous", "contiguous" -> Optional.of(flag(flags.array(), c, "jaculus.c_ordered", span));
            case "f_contiguous" -> Optional.of(flag(flags.array(), fortran, "jaculus.f_ordered", span));
            default -> Optional.empty();
        };
    }

    private Value flag(Expr array, boolean known, String test, Span span) {
        return known ? new Computed(Trees.bool(true, span)) : f.calls.named(test, List.of(new Computed(array)), span);
    }

    /** The number of elements; `array` is simple. */
    static Expr size(Expr array, Span span) {
        return lengths(array, span).stream().reduce((a, b) -> times(a, b, span)).orElse(Trees.integer(1, span));
    }

    static Expr times(Expr left, Expr right, Span span) {
        return new Expr.Binary(Type.INT64, Arithmetic.MUL, left, right, false, span);
    }
}
