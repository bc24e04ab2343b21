package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Lets;
import dev.jaculus.compiler.infer.core.Logic;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Ufunc;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Expr.UnaryOperation;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** NumPy's elementwise functions, all of them, in one table. */
public final class Ufuncs {
    private static final String INTS = "bBhHiIlL";
    private static final String FLOATS = "fd";
    private static final String NUMBERS = INTS + FLOATS;
    private static final String COMPLEX = "FD";
    private static final String ALL = "?" + NUMBERS;

    private static final Map<String, Ufunc> TABLE = new HashMap<>();

    private Ufuncs() {}

    // spotless:off
    static {
        // Arithmetic. Division by zero never raises on arrays.
        binary("add", ALL + COMPLEX, boolOr(Arithmetic.ADD, Arithmetic.OR));
        binary("subtract", NUMBERS + COMPLEX, arithmetic(Arithmetic.SUB));
        binary("multiply", ALL + COMPLEX, boolOr(Arithmetic.MUL, Arithmetic.AND));
        binary("divide", FLOATS + COMPLEX, or("complex_quotient", arithmetic(Arithmetic.DIV)));
        binary("true_divide", FLOATS + COMPLEX, or("complex_quotient", arithmetic(Arithmetic.DIV)));
        binary("floor_divide", NUMBERS, arithmetic(Arithmetic.FLOORDIV));
        binary("remainder", NUMBERS, arithmetic(Arithmetic.MOD));
        binary("mod", NUMBERS, arithmetic(Arithmetic.MOD));
        binary("fmod", NUMBERS, intOrMath(Arithmetic.REM, MathFunction.FMOD));
        binary("power", NUMBERS + COMPLEX, or("complex_power", intOrMath(Arithmetic.POW, MathFunction.POW)));
        binary("float_power", "dD", or("complex_power", math(MathFunction.POW)));
        unary("negative", NUMBERS + COMPLEX, (f, type, x, at) -> new Expr.Unary(type, UnaryOperation.NEG, x.getFirst(), at));
        unary("positive", NUMBERS + COMPLEX, (f, type, x, at) -> x.getFirst());
        unary("absolute", ALL + COMPLEX, Ufuncs::absolute);
        unary("abs", ALL + COMPLEX, Ufuncs::absolute);
        unary("fabs", FLOATS, math(MathFunction.FABS));
        unary("sign", NUMBERS + COMPLEX, or("complex_sign", Ufuncs::sign));
        unary("square", NUMBERS + COMPLEX, (f, type, x, at) -> Lets.bind(f, x.getFirst(), "x", y -> binary(type, Arithmetic.MUL, y, y, at)));
        unary("reciprocal", NUMBERS + COMPLEX, or("complex_reciprocal", Ufuncs::reciprocal));
        for (String name : List.of("conjugate", "conj")) {
            unary(name, NUMBERS + COMPLEX, or("complex_conjugate", (f, type, x, at) -> x.getFirst()));
        }

        // Powers, logarithms, trigonometry.
        unary("sqrt", FLOATS + COMPLEX, or("cmath.sqrt", math(MathFunction.SQRT)));
        unary("cbrt", FLOATS, math(MathFunction.CBRT));
        unary("exp", FLOATS + COMPLEX, or("cmath.exp", math(MathFunction.EXP)));
        unary("exp2", FLOATS + COMPLEX, or("complex_exp2", math(MathFunction.EXP2)));
        unary("expm1", FLOATS + COMPLEX, or("complex_expm1", math(MathFunction.EXPM1)));
        unary("log", FLOATS + COMPLEX, or("cmath.log", math(MathFunction.LOG)));
        unary("log2", FLOATS + COMPLEX, or("complex_log2", math(MathFunction.LOG2)));
        unary("log10", FLOATS + COMPLEX, or("complex_log10", math(MathFunction.LOG10)));
        unary("log1p", FLOATS + COMPLEX, or("complex_log1p", math(MathFunction.LOG1P)));
        unary("sin", FLOATS + COMPLEX, or("cmath.sin", math(MathFunction.SIN)));
        unary("cos", FLOATS + COMPLEX, or("cmath.cos", math(MathFunction.COS)));
        unary("tan", FLOATS + COMPLEX, or("cmath.tan", math(MathFunction.TAN)));
        unary("arcsin", FLOATS + COMPLEX, or("cmath.asin", math(MathFunction.ASIN)));
        unary("arccos", FLOATS + COMPLEX, or("cmath.acos", math(MathFunction.ACOS)));
        unary("arctan", FLOATS + COMPLEX, or("cmath.atan", math(MathFunction.ATAN)));
        binary("arctan2", FLOATS, math(MathFunction.ATAN2));
        binary("hypot", FLOATS, math(MathFunction.HYPOT));
        unary("sinh", FLOATS + COMPLEX, or("complex_sinh", math(MathFunction.SINH)));
        unary("cosh", FLOATS + COMPLEX, or("complex_cosh", math(MathFunction.COSH)));
        unary("tanh", FLOATS + COMPLEX, or("complex_tanh", math(MathFunction.TANH)));
        unary("arcsinh", FLOATS + COMPLEX, or("cmath.asinh", math(MathFunction.ASINH)));
        unary("arccosh", FLOATS + COMPLEX, or("complex_arccosh", math(MathFunction.ACOSH)));
        unary("arctanh", FLOATS + COMPLEX, or("cmath.atanh", math(MathFunction.ATANH)));
        for (String name : List.of("deg2rad", "radians")) {
            unary(name, FLOATS, scaled(Math.PI / 180));
        }
        for (String name : List.of("rad2deg", "degrees")) {
            unary(name, FLOATS, scaled(180 / Math.PI));
        }

        binary("logaddexp", FLOATS, library("log_add_exp"));
        binary("logaddexp2", FLOATS, library("log_add_exp2"));
        unary("spacing", FLOATS, library("spacing_of"));
        binary("gcd", INTS, library("gcd_of"));
        binary("lcm", INTS, library("lcm_of"));

        // Rounding. Ints stay as they are.
        unary("floor", ALL, floats(MathFunction.FLOOR));
        unary("ceil", ALL, floats(MathFunction.CEIL));
        unary("trunc", ALL, floats(MathFunction.TRUNC));
        unary("rint", FLOATS + COMPLEX, or("complex_rint", math(MathFunction.ROUNDEVEN)));

        // The parts of a float.
        test("isnan", ALL + COMPLEX, or("cmath.isnan", (f, type, x, at) -> onFloats(type, false, at, () -> Lets.bind(f, x.getFirst(), "x", y -> new Expr.Compare(Order.NE, y, y, at)))));
        test("isinf", ALL + COMPLEX, or("cmath.isinf", (f, type, x, at) -> onFloats(type, false, at, () -> new Expr.Compare(Order.EQ, fabs(type, x, at), infinity(type, at), at))));
        test("isfinite", ALL + COMPLEX, or("cmath.isfinite", (f, type, x, at) -> onFloats(type, true, at, () -> new Expr.Compare(Order.LT, fabs(type, x, at), infinity(type, at), at))));
        test("isnat", "", (f, type, x, at) -> x.getFirst()); // of times alone
        test("signbit", FLOATS, Ufuncs::signbit);
        binary("copysign", FLOATS, math(MathFunction.COPYSIGN));
        binary("nextafter", FLOATS, math(MathFunction.NEXTAFTER));

        // The larger and the smaller.
        binary("maximum", ALL + COMPLEX, or("complex_maximum", extreme(Order.GE, Arithmetic.MAX, Arithmetic.OR)));
        binary("minimum", ALL + COMPLEX, or("complex_minimum", extreme(Order.LE, Arithmetic.MIN, Arithmetic.AND)));
        binary("fmax", ALL + COMPLEX, or("complex_fmax", ignoringNaN(Order.GE, Arithmetic.OR)));
        binary("fmin", ALL + COMPLEX, or("complex_fmin", ignoringNaN(Order.LE, Arithmetic.AND)));

        // Truth, bits, comparisons.
        binaryTest("logical_and", ALL + COMPLEX, (f, type, x, at) -> truths(Arithmetic.AND, type, x, at));
        binaryTest("logical_or", ALL + COMPLEX, (f, type, x, at) -> truths(Arithmetic.OR, type, x, at));
        binaryTest("logical_xor", ALL + COMPLEX, (f, type, x, at) -> truths(Arithmetic.XOR, type, x, at));
        test("logical_not", ALL + COMPLEX, (f, type, x, at) -> Logic.not(Logic.notZero(type, x.getFirst(), at), at));
        binary("bitwise_and", "?" + INTS, arithmetic(Arithmetic.AND));
        binary("bitwise_or", "?" + INTS, arithmetic(Arithmetic.OR));
        binary("bitwise_xor", "?" + INTS, arithmetic(Arithmetic.XOR));
        for (String name : List.of("invert", "bitwise_not")) {
            unary(name, "?" + INTS, (f, type, x, at) -> new Expr.Unary(type, UnaryOperation.INVERT, x.getFirst(), at));
        }
        binary("left_shift", INTS, shift(Arithmetic.SHL));
        binary("right_shift", INTS, shift(Arithmetic.SHR));
        binaryTest("equal", ALL + COMPLEX, order(Order.EQ));
        binaryTest("not_equal", ALL + COMPLEX, order(Order.NE));
        binaryTest("less", ALL + COMPLEX, order(Order.LT));
        binaryTest("less_equal", ALL + COMPLEX, order(Order.LE));
        binaryTest("greater", ALL + COMPLEX, order(Order.GT));
        binaryTest("greater_equal", ALL + COMPLEX, order(Order.GE));
    }
    // spotless:on

    /** NumPy's second names. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("acos", "arccos"),
            Map.entry("acosh", "arccosh"),
            Map.entry("asin", "arcsin"),
            Map.entry("asinh", "arcsinh"),
            Map.entry("atan", "arctan"),
            Map.entry("atan2", "arctan2"),
            Map.entry("atanh", "arctanh"),
            Map.entry("pow", "power"),
            Map.entry("bitwise_invert", "invert"),
            Map.entry("bitwise_left_shift", "left_shift"),
            Map.entry("bitwise_right_shift", "right_shift"));

    /** The ufunc of this name, without {@code numpy.}; null if there is none. */
    public static Ufunc find(String name) {
        return TABLE.get(ALIASES.getOrDefault(name, name));
    }

    public static Ufunc named(String name) {
        Ufunc ufunc = TABLE.get(name);
        if (ufunc == null) {
            throw new IllegalArgumentException("no such ufunc: " + name);
        }
        return ufunc;
    }

    private static void unary(String name, String loops, Ufunc.Body body) {
        TABLE.put(name, new Ufunc(name, 1, loops, false, body));
    }

    private static void binary(String name, String loops, Ufunc.Body body) {
        TABLE.put(name, new Ufunc(name, 2, loops, false, body));
    }

    private static void test(String name, String loops, Ufunc.Body body) {
        TABLE.put(name, new Ufunc(name, 1, loops, true, body));
    }

    private static void binaryTest(String name, String loops, Ufunc.Body body) {
        TABLE.put(name, new Ufunc(name, 2, loops, true, body));
    }

    // Bodies.

    private static Expr binary(Scalar type, Arithmetic operation, Expr left, Expr right, Span span) {
        return new Expr.Binary(type, operation, left, right, false, span);
    }

    private static Ufunc.Body arithmetic(Arithmetic operation) {
        return (f, type, x, at) -> binary(type, operation, x.getFirst(), x.getLast(), at);
    }

    /** As far as the number has bits, or farther, or by a negative count: nothing is left but the sign. */
    private static Ufunc.Body shift(Arithmetic operation) {
        return (f, type, x, at) -> Lets.bind(
                f,
                x.getFirst(),
                "number",
                number -> Lets.bind(f, x.getLast(), "count", count -> {
                    Type.Int kind = (Type.Int) type;
                    Expr positive = new Expr.Compare(Order.GE, count, number(type, 0, at), at);
                    Expr small = new Expr.Compare(Order.LT, count, number(type, kind.bits(), at), at);
                    Expr shifted = binary(type, operation, number, count, at);
                    Expr gone = operation == Arithmetic.SHR && kind.signed()
                            ? binary(type, operation, number, number(type, kind.bits() - 1, at), at)
                            : number(type, 0, at);
                    Expr defined = binary(Type.BOOL, Arithmetic.AND, positive, small, at);
                    return new Expr.Choice(type, defined, shifted, gone, at);
                }));
    }

    private static Ufunc.Body boolOr(Arithmetic numbers, Arithmetic bools) {
        return (f, type, x, at) ->
                binary(type, type instanceof Type.Bool ? bools : numbers, x.getFirst(), x.getLast(), at);
    }

    /** The library's function of this name for complex numbers. */
    private static Ufunc.Body or(String complex, Ufunc.Body real) {
        return (f, type, x, at) ->
                type instanceof Type.Complex ? Complexes.ours(f, complex, x, at) : real.of(f, type, x, at);
    }

    /** Our function of this name in the library, whose result may be wider. */
    private static Ufunc.Body library(String name) {
        return (f, type, x, at) -> Conversions.cast(Complexes.ours(f, name, x, at), type);
    }

    private static Ufunc.Body math(MathFunction function) {
        return (f, type, x, at) -> new Expr.Math(type, function, x, at);
    }

    private static Ufunc.Body floats(MathFunction function) {
        return (f, type, x, at) -> type instanceof Type.Float ? new Expr.Math(type, function, x, at) : x.getFirst();
    }

    private static Ufunc.Body intOrMath(Arithmetic ints, MathFunction floats) {
        return (f, type, x, at) -> type instanceof Type.Float
                ? new Expr.Math(type, floats, x, at)
                : binary(type, ints, x.getFirst(), x.getLast(), at);
    }

    private static Ufunc.Body scaled(double factor) {
        return (f, type, x, at) -> binary(type, Arithmetic.MUL, x.getFirst(), real(type, factor, at), at);
    }

    private static Ufunc.Body order(Order order) {
        return (f, type, x, at) -> type instanceof Type.Complex
                ? Complexes.ordered(f, order, x.getFirst(), x.getLast(), at)
                : new Expr.Compare(order, x.getFirst(), x.getLast(), at);
    }

    private static Expr real(Scalar type, double value, Span span) {
        boolean single = type instanceof Type.Float x && x.bits() == 32;
        return new Expr.Const(type, single ? (double) (float) value : value, span);
    }

    private static Expr infinity(Scalar type, Span span) {
        return real(type, Double.POSITIVE_INFINITY, span);
    }

    private static Expr fabs(Scalar type, List<Expr> operands, Span span) {
        return new Expr.Math(type, MathFunction.FABS, operands, span);
    }

    private static Expr absolute(Scope f, Scalar type, List<Expr> operands, Span span) {
        return switch (type) {
            case Type.Bool _, Type.Time _ -> operands.getFirst(); // of times: Times
            case Type.Float _ -> fabs(type, operands, span);
            case Type.Complex _ -> Complexes.magnitude(f, operands.getFirst(), span);
            case Type.Int i ->
                i.signed() ? new Expr.Unary(type, UnaryOperation.ABS, operands.getFirst(), span) : operands.getFirst();
        };
    }

    /** -1, 0 or 1; a NaN stays. */
    private static Expr sign(Scope f, Scalar type, List<Expr> operands, Span span) {
        return Lets.bind(f, operands.getFirst(), "x", x -> {
            Expr zero = number(type, 0, span);
            Expr negative =
                    new Expr.Choice(type, new Expr.Compare(Order.LT, x, zero, span), number(type, -1, span), x, span);
            return new Expr.Choice(
                    type, new Expr.Compare(Order.GT, x, zero, span), number(type, 1, span), negative, span);
        });
    }

    private static Expr number(Scalar type, int value, Span span) {
        return Trees.number(value, type, span);
    }

    private static Expr reciprocal(Scope f, Scalar type, List<Expr> operands, Span span) {
        if (type instanceof Type.Float) {
            return binary(type, Arithmetic.DIV, number(type, 1, span), operands.getFirst(), span);
        }
        // 1 / 0 is infinity, which becomes an integer as C converts it.
        Expr real = Conversions.cast(operands.getFirst(), Type.FLOAT64);
        Expr one = new Expr.Const(Type.FLOAT64, 1.0, span);
        return new Expr.Cast(type, binary(Type.FLOAT64, Arithmetic.DIV, one, real, span), span);
    }

    private static Expr signbit(Scope f, Scalar type, List<Expr> operands, Span span) {
        Expr sign =
                new Expr.Math(type, MathFunction.COPYSIGN, List.of(number(type, 1, span), operands.getFirst()), span);
        return new Expr.Compare(Order.LT, sign, number(type, 0, span), span);
    }

    /**
     * Of floats the left operand where it is before the right one in `order` or NaN: of two zeros that is the left one, as Numba has it.
     * Our library's reductions keep the operation that LLVM can reorder.
     */
    private static Ufunc.Body extreme(Order order, Arithmetic numbers, Arithmetic bools) {
        return (f, type, x, at) -> !(type instanceof Type.Float) || f.definition().library
                ? boolOr(numbers, bools).of(f, type, x, at)
                : Lets.bind(
                        f,
                        x.getFirst(),
                        "left",
                        left -> Lets.bind(f, x.getLast(), "right", right -> {
                            Expr first = new Expr.Compare(order, left, right, at);
                            Expr isNaN = new Expr.Compare(Order.NE, left, left, at);
                            return new Expr.Choice(
                                    type, binary(Type.BOOL, Arithmetic.OR, first, isNaN, at), left, right, at);
                        }));
    }

    /** The left operand where it is before the right one in `order`, or where the right one is NaN. */
    private static Ufunc.Body ignoringNaN(Order order, Arithmetic bools) {
        return (f, type, x, at) -> {
            if (type instanceof Type.Bool) {
                return binary(type, bools, x.getFirst(), x.getLast(), at);
            }
            return Lets.bind(
                    f,
                    x.getFirst(),
                    "left",
                    left -> Lets.bind(f, x.getLast(), "right", right -> {
                        Expr first = new Expr.Compare(order, left, right, at);
                        if (type instanceof Type.Float) {
                            Expr isNaN = new Expr.Compare(Order.NE, right, right, at);
                            first = binary(Type.BOOL, Arithmetic.OR, first, isNaN, at);
                        }
                        return new Expr.Choice(type, first, left, right, at);
                    }));
        };
    }

    private static Expr truths(Arithmetic operation, Scalar type, List<Expr> operands, Span span) {
        return binary(
                Type.BOOL,
                operation,
                Logic.notZero(type, operands.getFirst(), span),
                Logic.notZero(type, operands.getLast(), span),
                span);
    }

    private static Expr onFloats(Scalar type, boolean otherwise, Span span, java.util.function.Supplier<Expr> result) {
        return type instanceof Type.Float ? result.get() : Trees.bool(otherwise, span);
    }
}
