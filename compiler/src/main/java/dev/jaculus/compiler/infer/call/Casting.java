package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Dtypes;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.Times;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code int(x)}, {@code np.uint8(x)}, {@code a.astype(t)}: conversions that the program asks for. */
public final class Casting {
    private Casting() {}

    static void register(Map<String, Known> known) {
        known.put("builtins.int", (f, a) -> integer(f, a.withoutAxes()));
        known.put("builtins.float", (f, a) -> real(f, a.withoutAxes()));
        known.put("builtins.bool", (f, a) -> bool(f, a.withoutAxes()));
        known.put("numpy.ndarray.astype", Casting::astype);
    }

    /** {@code np.int16(x)}, also of an array. */
    static Value cast(Scope f, Scalar type, CallArguments arguments) {
        String name = "np." + type;
        Optional<Value> given = arguments.bind(name, "x?").getFirst();
        Span span = arguments.place().span();
        if (given.isEmpty()) {
            return new Computed(explicit(Trees.integer(0, span), type, span));
        }
        if (given.get() instanceof Computed c) {
            if (Times.any(c.type(), type)) {
                return new Computed(Times.number(c.tree(), type, arguments, name));
            }
            if (c.type() instanceof Scalar from) {
                checkReal(from, type, arguments, name);
                return new Computed(explicit(c.tree(), type, span));
            }
            if (c.type() instanceof Type.Array array && !Times.any(array.element(), type)) {
                checkReal(array.element(), type, arguments, name);
                return new Computed(f.broadcasting()
                        .elementwise(List.of(c.tree()), element -> explicit(element.getFirst(), type, span), span));
            }
        }
        throw Errors.argument(arguments.at(given.get()), name, Describe.value(given.get()), "a number or an array");
    }

    /** A conversion in the source makes a number that Numba does not take for a literal. */
    private static Expr explicit(Expr value, Scalar type, Span span) {
        boolean real = type instanceof Type.Float;
        boolean truth = type instanceof Type.Bool && value.type() instanceof Type.Complex;
        return truth || (real && value instanceof Expr.Const)
                ? Conversions.cast(value, type)
                : new Expr.Cast(type, value, span);
    }

    /** A complex number becomes no real one: which part of it is meant? */
    private static void checkReal(Scalar from, Scalar to, CallArguments arguments, String name) {
        if (from instanceof Type.Complex && (to instanceof Type.Int || to instanceof Type.Float)) {
            throw Errors.argument(arguments.place(), name, Describe.type(from), "a real number, such as `z.real`");
        }
    }

    private static Scalar scalar(CallArguments arguments, String name) {
        Value value = arguments.bind(name, "x").getFirst().orElseThrow();
        if (value instanceof Computed c && c.type() instanceof Scalar type) {
            return type;
        }
        throw Errors.argument(arguments.at(value), name, Describe.value(value), "a number");
    }

    private static Expr tree(CallArguments arguments) {
        return ((Computed) arguments.bind("", "x").getFirst().orElseThrow()).tree();
    }

    /** An int keeps its width. */
    private static Value integer(Scope f, CallArguments arguments) {
        if (arguments.positional().isEmpty() && arguments.keywords().isEmpty()) {
            return new Computed(Trees.integer(0, arguments.place().span()));
        }
        Optional<Value> read = TextCalls.number(f, arguments, "int", Type.INT64);
        if (read.isPresent()) {
            return read.get();
        }
        Scalar type = scalar(arguments, "int");
        checkReal(type, Type.INT64, arguments, "int");
        Expr value = tree(arguments);
        return new Computed(type instanceof Type.Int ? value : Conversions.cast(value, Type.INT64));
    }

    private static Value real(Scope f, CallArguments arguments) {
        if (arguments.positional().isEmpty() && arguments.keywords().isEmpty()) {
            return new Computed(Trees.real(0, arguments.place().span()));
        }
        Optional<Value> read = TextCalls.number(f, arguments, "float", Type.FLOAT64);
        if (read.isPresent()) {
            return read.get();
        }
        Scalar type = scalar(arguments, "float");
        checkReal(type, Type.FLOAT64, arguments, "float");
        Expr value = tree(arguments);
        if (Times.is(type)) {
            throw Errors.argument(arguments.place(), "float", Describe.type(type), "a number");
        }
        return new Computed(type instanceof Type.Float ? value : Conversions.cast(value, Type.FLOAT64));
    }

    private static Value bool(Scope f, CallArguments arguments) {
        Value value = arguments.bind("bool", "x").getFirst().orElseThrow();
        return new Computed(f.comparisons().truth(value, arguments.place().span()));
    }

    private static Value astype(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("astype", "a", "dtype");
        Expr array = ((Computed) bound.getFirst().orElseThrow()).tree();
        Scalar type = Dtypes.required(bound.getLast().orElseThrow(), arguments, "array.astype");
        Scalar from = ((Type.Array) array.type()).element();
        if (Times.any(from, type) && !from.equals(type)) {
            throw Errors.argument(arguments.place(), "astype", Describe.type(type), "`.view(np.int64)` for " + from);
        }
        checkReal(from, type, arguments, "astype");
        return new Computed(f.broadcasting()
                .laidOut(
                        List.of(array),
                        element -> Conversions.cast(element.getFirst(), type),
                        arguments.place().span()));
    }
}
