package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.Times;
import dev.jaculus.compiler.infer.ops.Ufuncs;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Promotion;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions of {@code math}, which take numbers only: ints are computed in float64, float32 stays. */
public final class MathCalls {
    private MathCalls() {}

    static void register(Map<String, Known> known) {
        real(known, "sqrt", MathFunction.SQRT);
        real(known, "exp", MathFunction.EXP);
        real(known, "expm1", MathFunction.EXPM1);
        real(known, "log1p", MathFunction.LOG1P);
        real(known, "log2", MathFunction.LOG2);
        real(known, "log10", MathFunction.LOG10);
        real(known, "sin", MathFunction.SIN);
        real(known, "cos", MathFunction.COS);
        real(known, "tan", MathFunction.TAN);
        real(known, "asin", MathFunction.ASIN);
        real(known, "acos", MathFunction.ACOS);
        real(known, "atan", MathFunction.ATAN);
        real(known, "sinh", MathFunction.SINH);
        real(known, "cosh", MathFunction.COSH);
        real(known, "tanh", MathFunction.TANH);
        real(known, "asinh", MathFunction.ASINH);
        real(known, "acosh", MathFunction.ACOSH);
        real(known, "atanh", MathFunction.ATANH);
        real(known, "fabs", MathFunction.FABS);
        real(known, "erf", MathFunction.ERF);
        real(known, "erfc", MathFunction.ERFC);
        real(known, "gamma", MathFunction.TGAMMA);
        real(known, "lgamma", MathFunction.LGAMMA);
        real(known, "atan2", MathFunction.ATAN2);
        real(known, "hypot", MathFunction.HYPOT);
        real(known, "fmod", MathFunction.FMOD);
        real(known, "copysign", MathFunction.COPYSIGN);
        real(known, "pow", MathFunction.POW);
        real(known, "nextafter", MathFunction.NEXTAFTER);
        whole(known, "floor", MathFunction.FLOOR);
        whole(known, "ceil", MathFunction.CEIL);
        whole(known, "trunc", MathFunction.TRUNC);
        ufunc(known, "degrees");
        ufunc(known, "radians");
        ufunc(known, "isnan");
        ufunc(known, "isinf");
        ufunc(known, "isfinite");
        known.put("math.log", MathCalls::log);
    }

    private static void real(Map<String, Known> known, String name, MathFunction function) {
        known.put("math." + name, (f, arguments) -> {
            List<Expr> operands = operands(arguments, name, function.arity());
            Scalar type = type(function, operands);
            return new Computed(new Expr.Math(
                    type,
                    function,
                    operands.stream()
                            .map(operand -> Conversions.cast(operand, type))
                            .toList(),
                    arguments.place().span()));
        });
    }

    /** Gives an int of 64 bits. */
    private static void whole(Map<String, Known> known, String name, MathFunction function) {
        known.put("math." + name, (f, arguments) -> {
            Expr operand = operands(arguments, name, 1).getFirst();
            Span span = arguments.place().span();
            boolean wide = operand.type().equals(Type.INT64) || operand.type().equals(Type.UINT64);
            if (!wide && !(operand.type() instanceof Type.Float)) {
                return new Computed(Conversions.cast(operand, Promotion.wide((Scalar) operand.type())));
            }
            return new Computed(throughFloat(operand, function, span)); // Numba does so with 64 bits too
        });
    }

    private static Expr throughFloat(Expr operand, MathFunction function, Span span) {
        Type type = operand.type() instanceof Type.Float ? operand.type() : Type.FLOAT64;
        Expr rounded = new Expr.Math(type, function, List.of(Conversions.cast(operand, type)), span);
        return new Expr.Cast(operand.type().equals(Type.UINT64) ? Type.UINT64 : Type.INT64, rounded, span);
    }

    private static void ufunc(Map<String, Known> known, String name) {
        known.put("math." + name, (f, arguments) -> {
            List<Expr> operands = operands(arguments, name, 1);
            List<Expr> converted = name.startsWith("is")
                    ? operands
                    : operands.stream()
                            .map(operand -> Conversions.cast(operand, type(operands)))
                            .toList();
            return new Computed(f.broadcasting()
                    .ufunc(Ufuncs.named(name), converted, arguments.place().span()));
        });
    }

    private static Value log(Scope f, CallArguments arguments) {
        if (arguments.positional().size() < 2) {
            List<Expr> operands = operands(arguments, "log", 1);
            Scalar type = type(operands);
            return new Computed(new Expr.Math(
                    type,
                    MathFunction.LOG,
                    List.of(Conversions.cast(operands.getFirst(), type)),
                    arguments.place().span()));
        }
        return f.calls()
                .named(
                        "jaculus.log_base",
                        arguments.unnamed("math.log"),
                        arguments.place().span());
    }

    /** Ints alone are computed in float64; with a float as the operators do. */
    private static Scalar type(List<Expr> operands) {
        return operands.stream().anyMatch(operand -> operand.type() instanceof Type.Float)
                ? narrow(operands)
                : Type.FLOAT64;
    }

    private static Scalar type(MathFunction function, List<Expr> operands) {
        if (function == MathFunction.COPYSIGN) {
            return narrow(operands);
        }
        boolean integerPower =
                function == MathFunction.POW && operands.getLast().type() instanceof Type.Int;
        return integerPower ? Type.FLOAT64 : type(operands);
    }

    private static Scalar narrow(List<Expr> operands) {
        return operands.stream().map(operand -> (Scalar) operand.type()).reduce(Type.FLOAT32, Promotion::arithmetic);
    }

    private static List<Expr> operands(CallArguments arguments, String name, int arity) {
        String[] parameters = arity == 1 ? new String[] {"x"} : new String[] {"x", "y"};
        List<Expr> operands = new ArrayList<>();
        for (Optional<Value> value : arguments.bind("math." + name, parameters)) {
            if (!(value.orElseThrow() instanceof Computed c && c.type() instanceof Scalar) || Times.is(c.type())) {
                throw Errors.argument(
                        arguments.at(value.orElseThrow()),
                        "math." + name,
                        Describe.value(value.orElseThrow()),
                        "numbers");
            }
            operands.add(c.tree());
        }
        return operands;
    }
}
