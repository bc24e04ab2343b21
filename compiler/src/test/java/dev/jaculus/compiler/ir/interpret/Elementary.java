package dev.jaculus.compiler.ir.interpret;

import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Type;
import java.util.List;

/** The elementary functions; tests that want libm's last bits give their own. */
@FunctionalInterface
public interface Elementary {
    /** The function's value in the type's precision. */
    double apply(MathFunction function, Type.Float type, List<Double> arguments);

    /** Java's, where it has them: equal to libm's within a unit in the last place or two. */
    static double java(MathFunction function, Type.Float type, List<Double> arguments) {
        double x = arguments.getFirst();
        double y = arguments.size() > 1 ? arguments.get(1) : 0;
        if (function == MathFunction.FMA && type.bits() == 32) {
            return Math.fma((float) x, (float) y, arguments.get(2).floatValue());
        }
        if (function == MathFunction.NEXTAFTER && type.bits() == 32) {
            return Math.nextAfter((float) x, y);
        }
        return Numbers.round(
                type,
                switch (function) {
                    case SQRT -> Math.sqrt(x);
                    case FLOOR -> Math.floor(x);
                    case CEIL -> Math.ceil(x);
                    case TRUNC -> x < 0 || 1 / x < 0 ? Math.ceil(x) : Math.floor(x);
                    case ROUNDEVEN -> Math.rint(x);
                    case FABS -> Math.abs(x);
                    case COPYSIGN -> Math.copySign(x, y);
                    case FMA -> Math.fma(x, y, arguments.get(2));
                    case EXP -> Math.exp(x);
                    case EXP2 -> Math.pow(2, x);
                    case LOG -> Math.log(x);
                    case LOG2 -> Math.log(x) / Math.log(2);
                    case LOG10 -> Math.log10(x);
                    case SIN -> Math.sin(x);
                    case COS -> Math.cos(x);
                    case POW -> x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : Math.pow(x, y);
                    case EXPM1 -> Math.expm1(x);
                    case LOG1P -> Math.log1p(x);
                    case TAN -> Math.tan(x);
                    case ASIN -> Math.asin(x);
                    case ACOS -> Math.acos(x);
                    case ATAN -> Math.atan(x);
                    case ATAN2 -> Math.atan2(x, y);
                    case SINH -> Math.sinh(x);
                    case COSH -> Math.cosh(x);
                    case TANH -> Math.tanh(x);
                    case ASINH -> Math.copySign(Math.log(Math.abs(x) + Math.sqrt(x * x + 1)), x);
                    case ACOSH -> Math.log(x + Math.sqrt(x * x - 1));
                    case ATANH -> (Math.log1p(x) - Math.log1p(-x)) / 2;
                    case CBRT -> Math.cbrt(x);
                    case HYPOT -> Math.hypot(x, y);
                    case FMOD -> x % y;
                    case NEXTAFTER -> Math.nextAfter(x, y);
                    case ERF, ERFC, TGAMMA, LGAMMA ->
                        throw new UnsupportedOperationException("Java has no " + function);
                });
    }
}
