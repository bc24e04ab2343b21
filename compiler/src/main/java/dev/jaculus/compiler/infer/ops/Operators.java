package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Logic;
import dev.jaculus.compiler.infer.core.OperatorNames;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Expr.UnaryOperation;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Promotion;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;

/** Arithmetic and bit operators: on scalars with Numba's integer typing (NBEP 1), on arrays as the ufunc of the same name. */
public final class Operators implements Topics.OfOperators {
    private final Scope f;

    public Operators(Scope f) {
        this.f = f;
    }

    @Override
    public Value augmented(Operator operator, Value old, Value operand, Span span) {
        return f.ask(ops -> ops.inPlace(operator, old, operand, span))
                .orElseGet(() -> binary(operator, old, operand, span));
    }

    @Override
    public Value binary(Operator operator, Value left, Value right, Span span) {
        Optional<Value> special = f.ask(ops -> ops.binary(operator, left, right, span));
        if (special.isPresent()) {
            return special.get();
        }
        if (left instanceof Computed a && right instanceof Computed b) {
            if (a.type() instanceof Scalar && b.type() instanceof Scalar) {
                return new Computed(scalar(operator, a.tree(), b.tree(), span));
            }
            if (isNumeric(a.type()) && isNumeric(b.type())) {
                return array(operator, a.tree(), b.tree(), span);
            }
        }
        throw Errors.operator(
                f.place(span), OperatorNames.spelling(operator), Describe.value(left), Describe.value(right));
    }

    private static boolean isNumeric(Type type) {
        return type instanceof Scalar || type instanceof Type.Array;
    }

    private Value array(Operator operator, Expr left, Expr right, Span span) {
        if (operator == Operator.MATMULT) {
            return f.calls().named("numpy.matmul", List.of(new Computed(left), new Computed(right)), span);
        }
        return new Computed(f.broadcasting()
                .operator(
                        Ufuncs.named(OperatorNames.ufunc(operator)),
                        List.of(left, right),
                        elements -> scalar(operator, elements.getFirst(), elements.getLast(), span),
                        span));
    }

    @Override
    public Optional<Expr> inPlace(Operator operator, Expr array, Value operand, Span span) {
        return operator != Operator.MATMULT && operand instanceof Computed c && isNumeric(c.type())
                ? Optional.of(
                        f.broadcasting().inPlace(Ufuncs.named(OperatorNames.ufunc(operator)), array, c.tree(), span))
                : Optional.empty();
    }

    @Override
    public Expr scalar(Operator operator, Expr left, Expr right, Span span) {
        if (f.definition().library && left instanceof Expr.Const a && right instanceof Expr.Const b) {
            Optional<Expr> known = known(operator, a, b, span);
            if (known.isPresent()) {
                return known.get();
            }
        }
        Scalar a = (Scalar) left.type();
        Scalar b = (Scalar) right.type();
        if (Times.any(a, b)) {
            return Times.apply(f, OperatorNames.ufunc(operator), List.of(left, right), span)
                    .orElseThrow(() -> Errors.operator(
                            f.place(span), OperatorNames.spelling(operator), Describe.type(a), Describe.type(b)));
        }
        if (a instanceof Type.Complex || b instanceof Type.Complex) {
            return Complexes.binary(f, operator, left, right, span);
        }
        return switch (operator) {
            case ADD -> same(Arithmetic.ADD, left, right, false, span);
            case SUB -> same(Arithmetic.SUB, left, right, false, span);
            case MULT -> same(Arithmetic.MUL, left, right, false, span);
            case FLOORDIV -> same(Arithmetic.FLOORDIV, left, right, checked(right), span);
            case MOD -> same(Arithmetic.MOD, left, right, checked(right), span);
            case DIV -> {
                Scalar common = Promotion.arithmetic(a, b);
                Scalar type = common instanceof Type.Float ? common : Type.FLOAT64;
                yield binary(type, Arithmetic.DIV, left, right, checked(right), span);
            }
            case POW -> Powers.ofScalars(f, left, right, span);
            case LSHIFT, RSHIFT -> {
                requireIntegers(operator, left, right, span);
                Arithmetic shift = operator == Operator.LSHIFT ? Arithmetic.SHL : Arithmetic.SHR;
                yield binary(Promotion.wide(a), shift, left, right, false, span);
            }
            case BITAND, BITOR, BITXOR -> {
                requireIntegers(operator, left, right, span);
                boolean bools = a instanceof Type.Bool && b instanceof Type.Bool;
                yield binary(bools ? Type.BOOL : Promotion.arithmetic(a, b), bits(operator), left, right, false, span);
            }
            case MATMULT -> throw Errors.operator(f.place(span), "@", Describe.type(a), Describe.type(b));
        };
    }

    /** Our library computes with axes and ranks while it is compiled. Numba's literals don't go so far, so user code must not. */
    private static Optional<Expr> known(Operator operator, Expr.Const left, Expr.Const right, Span span) {
        if (Trees.literalInt(left).isEmpty() || Trees.literalInt(right).isEmpty()) {
            return Optional.empty();
        }
        long a = Trees.literalInt(left).getAsLong();
        long b = Trees.literalInt(right).getAsLong();
        return switch (operator) {
            case ADD -> Optional.of(Trees.integer(a + b, span));
            case SUB -> Optional.of(Trees.integer(a - b, span));
            case MULT -> Optional.of(Trees.integer(a * b, span));
            case MOD -> b > 0 ? Optional.of(Trees.integer(Math.floorMod(a, b), span)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Arithmetic bits(Operator operator) {
        return switch (operator) {
            case BITAND -> Arithmetic.AND;
            case BITOR -> Arithmetic.OR;
            default -> Arithmetic.XOR;
        };
    }

    private void requireIntegers(Operator operator, Expr left, Expr right, Span span) {
        if (left.type() instanceof Type.Float || right.type() instanceof Type.Float) {
            throw Errors.operator(
                    f.place(span),
                    OperatorNames.spelling(operator),
                    Describe.type(left.type()),
                    Describe.type(right.type()));
        }
    }

    /** A divisor that is a constant other than zero needs no test. */
    private boolean checked(Expr divisor) {
        return f.checkedDivision() && !(divisor instanceof Expr.Const known && Trees.truth(known));
    }

    private static Expr same(Arithmetic operation, Expr left, Expr right, boolean checked, Span span) {
        Scalar type = Promotion.arithmetic((Scalar) left.type(), (Scalar) right.type());
        return binary(type, operation, left, right, checked, span);
    }

    private static Expr binary(Type type, Arithmetic operation, Expr left, Expr right, boolean checked, Span span) {
        return new Expr.Binary(
                type, operation, Conversions.cast(left, type), Conversions.cast(right, type), checked, span);
    }

    // One operand.

    /** Numba's {@code -np.uint8(1)} is 255 and then a uint64: the operation comes before the widening. */
    private static Expr inOwnWidth(UnaryOperation operation, Expr value, Type result, Span span) {
        if (value.type() instanceof Type.Int own) {
            return Conversions.cast(new Expr.Unary(own, operation, value, span), result);
        }
        return new Expr.Unary(result, operation, Conversions.cast(value, result), span);
    }

    @Override
    public Value unary(dev.jaculus.syntax.ast.Expr.UnaryOperator operator, Value operand, Span span) {
        if (operator == dev.jaculus.syntax.ast.Expr.UnaryOperator.NOT) {
            return new Computed(Logic.not(f.comparisons().truth(operand, span), span));
        }
        Optional<Value> special = f.ask(ops -> ops.unary(operator, operand, span));
        if (special.isPresent()) {
            return special.get();
        }
        if (operand instanceof Computed c) {
            if (c.type() instanceof Type.Array) {
                return new Computed(f.broadcasting()
                        .operator(
                                Ufuncs.named(OperatorNames.ufunc(operator)),
                                List.of(c.tree()),
                                elements -> number(operator, elements.getFirst(), span)
                                        .orElseThrow(),
                                span));
            }
            Optional<Expr> number = number(operator, c.tree(), span);
            if (number.isPresent()) {
                return new Computed(number.get());
            }
        }
        String sign = switch (operator) {
            case UADD -> "+";
            case USUB -> "-";
            default -> "~";
        };
        throw Errors.unary(f.place(span), sign, Describe.value(operand));
    }

    private Optional<Expr> number(dev.jaculus.syntax.ast.Expr.UnaryOperator operator, Expr value, Span span) {
        boolean inverts = operator == dev.jaculus.syntax.ast.Expr.UnaryOperator.INVERT;
        boolean negates = operator == dev.jaculus.syntax.ast.Expr.UnaryOperator.USUB;
        return switch (value.type()) {
            case Type.Time _ -> Times.apply(f, OperatorNames.ufunc(operator), List.of(value), span);
            case Type.Complex _, Type.Float _ when inverts -> Optional.empty();
            case Type.Complex type ->
                Optional.of(negates ? new Expr.Unary(type, UnaryOperation.NEG, value, span) : value);
            case Type.Float type ->
                Optional.of(negates ? new Expr.Unary(type, UnaryOperation.NEG, value, span) : value);
            case Type.Bool _ when inverts -> Optional.of(new Expr.Unary(Type.BOOL, UnaryOperation.INVERT, value, span));
            case Scalar type -> {
                Type wide = Promotion.wide(type);
                yield Optional.of(
                        inverts || negates
                                ? inOwnWidth(negates ? UnaryOperation.NEG : UnaryOperation.INVERT, value, wide, span)
                                : Conversions.cast(value, wide));
            }
            default -> Optional.empty();
        };
    }
}
