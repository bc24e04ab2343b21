package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.ArrayOperands;
import dev.jaculus.compiler.infer.ops.Complexes;
import dev.jaculus.compiler.infer.ops.Times;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Promotion;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code round} and {@code np.round}: ties go to the even neighbour. */
public final class Rounding {
    private Rounding() {}

    static void register(Map<String, Known> known) {
        known.put("builtins.round", Rounding::builtin);
        for (String name : List.of("numpy.round", "numpy.around", "numpy.round_")) {
            known.put(name, Rounding::numpy);
        }
    }

    /** Without digits an int64; with digits a number of the same type. */
    private static Value builtin(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("round", "number", "ndigits?");
        Span span = arguments.place().span();
        if (!(bound.getFirst().orElseThrow() instanceof Computed c && c.type() instanceof Scalar type)
                || Times.is(type)
                || type instanceof Type.Complex) {
            throw Errors.argument(
                    arguments.at(bound.getFirst().orElseThrow()),
                    "round",
                    Describe.value(bound.getFirst().orElseThrow()),
                    "a number");
        }
        boolean digits = bound.getLast().isPresent()
                && !(bound.getLast().get() instanceof Computed d && d.type() instanceof Type.None);
        if (digits) {
            Scalar result = Promotion.arithmetic(type, Type.FLOAT32);
            Value number = new Computed(Conversions.cast(c.tree(), result));
            Value rounded = f.calls()
                    .named(
                            "jaculus.round_digits",
                            List.of(number, bound.getLast().get()),
                            span);
            return new Computed(Conversions.cast(((Computed) rounded).tree(), result));
        }
        if (type instanceof Type.Bool || (type instanceof Type.Int i && i.bits() < 64)) {
            return new Computed(Conversions.cast(c.tree(), Type.INT64));
        }
        // Numba rounds a long int as a float64 too.
        Expr real = type instanceof Type.Float ? c.tree() : new Expr.Cast(Type.FLOAT64, c.tree(), span);
        return new Computed(new Expr.Cast(
                Type.INT64, new Expr.Math(real.type(), MathFunction.ROUNDEVEN, List.of(real), span), span));
    }

    private static Value numpy(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("np.round", "a", "decimals?", "out?");
        Span span = arguments.place().span();
        Computed c = new Computed(ArrayOperands.operand(f, bound.getFirst().orElseThrow(), arguments, "np.round"));
        Optional<Value> digits = bound.get(1);
        Expr decimals =
                digits.isEmpty() ? Trees.integer(0, span) : f.expressions().tree(digits.get(), span);
        if (!(decimals.type() instanceof Type.Int)) {
            throw Errors.argument(
                    arguments.place(), "np.round", Describe.type(decimals.type()), "an integer as `decimals`");
        }
        Type element = c.type() instanceof Type.Array array ? array.element() : c.type();
        if (element instanceof Type.Bool && digits.isPresent()) {
            throw Errors.argument(arguments.place(), "np.round", Describe.type(c.type()), "numbers");
        }
        Expr number = digits.isPresent() || c.type().equals(Type.UINT64) ? wide(c.tree()) : c.tree();
        Expr result = f.broadcasting()
                .laidOut(
                        List.of(number, decimals),
                        elements -> element(f, elements.getFirst(), elements.getLast(), span),
                        span);
        return f.calls().into(bound.getLast(), result, "np.round", arguments);
    }

    /** As in Numba a single float32 or complex64 that is rounded to some decimals has 64 bits, and a uint64 becomes a float64. */
    private static Expr wide(Expr number) {
        if (number.type().equals(Type.FLOAT32) || number.type().equals(Type.UINT64)) {
            return Conversions.cast(number, Type.FLOAT64);
        }
        return number.type().equals(Type.COMPLEX64) ? Conversions.cast(number, Type.COMPLEX128) : number;
    }

    private static Expr element(Scope f, Expr number, Expr decimals, Span span) {
        Scalar type = (Scalar) number.type();
        if (type instanceof Type.Complex) {
            return Complexes.inParts(f, number, part -> element(f, part, decimals, span), span);
        }
        boolean none = Trees.literalInt(decimals).equals(OptionalLong.of(0));
        if (none) {
            return type instanceof Type.Float
                    ? new Expr.Math(type, MathFunction.ROUNDEVEN, List.of(number), span)
                    : number;
        }
        Expr real = type instanceof Type.Float ? number : Conversions.cast(number, Type.FLOAT64);
        Value rounded =
                f.calls().named("jaculus.round_digits", List.of(new Computed(real), new Computed(decimals)), span);
        return Conversions.cast(((Computed) rounded).tree(), type);
    }
}
