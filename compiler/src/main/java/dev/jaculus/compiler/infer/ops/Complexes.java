package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Lets;
import dev.jaculus.compiler.infer.core.OperatorNames;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Ufunc;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Promotion;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Complex numbers: their operators, parts and constructor. What takes more than a few operations is library Python. */
public final class Complexes {
    private Complexes() {}

    public static void register(Map<String, Known> known) {
        known.put("builtins.complex", (_, a) -> complex(a.withoutAxes()));
        known.put("numpy.real", (f, a) -> partOf(f, a, "np.real", false));
        known.put("numpy.imag", (f, a) -> partOf(f, a, "np.imag", true));
    }

    // Operators.

    static Expr binary(Scope f, Operator operator, Expr left, Expr right, Span span) {
        Scalar type = Promotion.arithmetic((Scalar) left.type(), (Scalar) right.type());
        Expr a = Conversions.cast(left, type);
        Expr b = Conversions.cast(right, type);
        return switch (operator) {
            case ADD -> new Expr.Binary(type, Arithmetic.ADD, a, b, false, span);
            case SUB -> new Expr.Binary(type, Arithmetic.SUB, a, b, false, span);
            case MULT -> new Expr.Binary(type, Arithmetic.MUL, a, b, false, span);
            case DIV -> ours(f, "complex_divide", List.of(a, b), span);
            case POW -> ours(f, "complex_power", List.of(a, b), span);
            default ->
                throw Errors.operator(
                        f.place(span),
                        OperatorNames.spelling(operator),
                        Describe.type(left.type()),
                        Describe.type(right.type()));
        };
    }

    /** A function of the library on complex numbers; the result has their precision. */
    static Expr ours(Scope f, String name, List<Expr> operands, Span span) {
        Value result = f.calls()
                .named(
                        name.indexOf('.') < 0 ? "jaculus." + name : name,
                        operands.stream().<Value>map(Computed::new).toList(),
                        span);
        Expr tree = ((Computed) result).tree();
        return tree.type() instanceof Type.Complex
                ? Conversions.cast(tree, operands.getFirst().type())
                : tree;
    }

    /** A ufunc's loop on complex numbers: the library's function of this name. */
    static Ufunc.Body body(String name) {
        return (f, type, x, at) -> ours(f, name, x, at);
    }

    /** A function of real numbers, of both parts. */
    public static Expr inParts(Scope f, Expr z, Function<Expr, Expr> function, Span span) {
        return Lets.bind(
                f,
                z,
                "z",
                one -> new Expr.ComplexOf(
                        (Type.Complex) one.type(),
                        function.apply(new Expr.Part(one, false, span)),
                        function.apply(new Expr.Part(one, true, span)),
                        span));
    }

    static Expr magnitude(Scope f, Expr z, Span span) {
        return Lets.bind(
                f,
                z,
                "z",
                one -> new Expr.Math(
                        ((Type.Complex) one.type()).part(),
                        MathFunction.HYPOT,
                        List.of(new Expr.Part(one, false, span), new Expr.Part(one, true, span)),
                        span));
    }

    /** NumPy's order: by the real parts, then by the imaginary parts; false where an imaginary part is NaN. */
    static Expr ordered(Scope f, Order order, Expr left, Expr right, Span span) {
        if (order.isEquality()) {
            return new Expr.Compare(order, left, right, span);
        }
        String name = "complex_" + (order == Order.LT || order == Order.LE ? "less" : "greater");
        Expr strict = ours(f, name, List.of(left, right), span);
        if (order == Order.LT || order == Order.GT) {
            return strict;
        }
        return new Expr.Binary(
                Type.BOOL, Arithmetic.OR, strict, new Expr.Compare(Order.EQ, left, right, span), false, span);
    }

    // Parts.

    /** {@code .real} and {@code .imag} of a number. */
    static Expr part(Expr number, boolean imaginary, Span span) {
        if (number.type() instanceof Type.Complex) {
            return new Expr.Part(number, imaginary, span);
        }
        return imaginary ? Trees.number(0, (Scalar) number.type(), span) : number;
    }

    /** {@code .real} and {@code .imag} of an array: a view; of real numbers the imaginary part is new zeros. */
    static Expr part(Scope f, Expr array, boolean imaginary, Span span) {
        Type.Array type = (Type.Array) array.type();
        if (!(type.element() instanceof Type.Complex complex)) {
            return imaginary ? readOnly(zeros(f, array, type.element(), span), span) : array;
        }
        List<Expr.Axis> axes =
                new java.util.ArrayList<>(java.util.Collections.nCopies(type.rank(), new Expr.Axis.All()));
        axes.add(new Expr.Axis.Part(imaginary));
        Type.Array view = new Type.Array(complex.part(), type.rank(), Type.Layout.A, type.readOnly(), 0);
        return new Expr.View(view, array, axes, false, span);
    }

    private static Expr zeros(Scope f, Expr array, Scalar element, Span span) {
        return f.broadcasting().laidOut(List.of(array), x -> Trees.number(0, element, span), span);
    }

    /** A view that cannot be written. */
    static Expr readOnly(Expr array, Span span) {
        Type.Array type = (Type.Array) array.type();
        List<Expr.Axis> axes = java.util.Collections.nCopies(type.rank(), new Expr.Axis.All());
        return new Expr.View(
                new Type.Array(type.element(), type.rank(), type.layout(), true, type.last()),
                array,
                axes,
                false,
                span);
    }

    private static Value partOf(Scope f, CallArguments arguments, String name, boolean imaginary) {
        Value value = arguments.bind(name, "val").getFirst().orElseThrow();
        Span span = arguments.place().span();
        Expr operand = ArrayOperands.operand(f, value, arguments, name);
        return new Computed(
                operand.type() instanceof Type.Array
                        ? part(f, operand, imaginary, span)
                        : part(operand, imaginary, span));
    }

    // The constructor.

    /** {@code complex(real, imag)}: complex64 of float32 alone. */
    private static Value complex(CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("complex", "real?", "imag?");
        Span span = arguments.place().span();
        if (bound.getFirst().isEmpty()) {
            return new Computed(Trees.complex(Type.COMPLEX128, 0, 0, span));
        }
        Expr real = number(bound.getFirst().get(), arguments);
        if (bound.getLast().isEmpty()) {
            boolean narrow = real.type().equals(Type.FLOAT32) || real.type().equals(Type.COMPLEX64);
            return new Computed(Conversions.cast(real, narrow ? Type.COMPLEX64 : Type.COMPLEX128));
        }
        Expr imaginary = number(bound.getLast().get(), arguments);
        if (real.type() instanceof Type.Complex || imaginary.type() instanceof Type.Complex) {
            throw Errors.argument(arguments.place(), "complex", "a complex number", "one number or two real numbers");
        }
        boolean narrow = real.type().equals(Type.FLOAT32) && imaginary.type().equals(Type.FLOAT32);
        Type.Complex type = narrow ? Type.COMPLEX64 : Type.COMPLEX128;
        return new Computed(new Expr.ComplexOf(
                type, Conversions.cast(real, type.part()), Conversions.cast(imaginary, type.part()), span));
    }

    private static Expr number(Value value, CallArguments arguments) {
        if (value instanceof Computed c && c.type() instanceof Scalar && !Times.is(c.type())) {
            return c.tree();
        }
        throw Errors.argument(arguments.at(value), "complex", Describe.value(value), "numbers");
    }
}
