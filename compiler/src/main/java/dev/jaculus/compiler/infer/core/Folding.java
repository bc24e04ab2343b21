package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr.Literal;
import dev.jaculus.syntax.source.Span;
import java.math.BigInteger;
import java.util.Optional;

/** Arithmetic on literals, which CPython does before Numba sees the code: {@code 2 ** 10} is the literal 1024. */
public final class Folding {
    private static final int MOST_BITS = 4096;

    private Folding() {}

    /** The constant that the source spells, if it does. */
    public static Optional<Expr> constant(dev.jaculus.syntax.ast.Expr expression) {
        return literal(expression).flatMap(literal -> tree(literal, expression.span()));
    }

    /** An int of at most 64 bits: int64, else uint64 (its bits). */
    public static Optional<Expr> integer(BigInteger value, Span span) {
        if (value.bitLength() < 64) {
            return Optional.of(Trees.integer(value.longValue(), span));
        }
        if (value.signum() > 0 && value.bitLength() == 64) {
            return Optional.of(new Expr.Const(Type.UINT64, value.longValue(), span));
        }
        return Optional.empty();
    }

    private static Optional<Expr> tree(Literal literal, Span span) {
        return switch (literal) {
            case Literal.Int i -> integer(i.value(), span);
            case Literal.Float x -> Optional.of(Trees.real(x.value(), span));
            case Literal.Bool b -> Optional.of(Trees.bool(b.value(), span));
            default -> Optional.empty();
        };
    }

    private static Optional<Literal> literal(dev.jaculus.syntax.ast.Expr expression) {
        return switch (expression) {
            case dev.jaculus.syntax.ast.Expr.Constant c -> Optional.of(c.value());
            case dev.jaculus.syntax.ast.Expr.UnaryOp u -> literal(u.operand()).flatMap(value -> unary(u, value));
            case dev.jaculus.syntax.ast.Expr.BinOp b ->
                literal(b.left()).flatMap(left -> literal(b.right()).flatMap(right -> binary(b, left, right)));
            default -> Optional.empty();
        };
    }

    private static Optional<Literal> unary(dev.jaculus.syntax.ast.Expr.UnaryOp operation, Literal value) {
        return switch (operation.op()) {
            case USUB ->
                switch (value) {
                    case Literal.Int i -> Optional.of(new Literal.Int(i.value().negate()));
                    case Literal.Float x -> Optional.of(new Literal.Float(-x.value()));
                    default -> Optional.empty();
                };
            case UADD ->
                value instanceof Literal.Int || value instanceof Literal.Float ? Optional.of(value) : Optional.empty();
            case INVERT ->
                value instanceof Literal.Int i
                        ? Optional.of(new Literal.Int(i.value().not()))
                        : Optional.empty();
            case NOT -> value instanceof Literal.Bool b ? Optional.of(new Literal.Bool(!b.value())) : Optional.empty();
        };
    }

    private static Optional<Literal> binary(dev.jaculus.syntax.ast.Expr.BinOp operation, Literal left, Literal right) {
        if (left instanceof Literal.Int a && right instanceof Literal.Int b) {
            return integers(operation.op(), a.value(), b.value());
        }
        Optional<Double> a = real(left);
        Optional<Double> b = real(right);
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        return reals(operation.op(), a.get(), b.get());
    }

    private static Optional<Double> real(Literal literal) {
        return switch (literal) {
            case Literal.Float x -> Optional.of(x.value());
            case Literal.Int i
            when i.value().bitLength() <= 53 -> Optional.of(i.value().doubleValue());
            default -> Optional.empty();
        };
    }

    private static Optional<Literal> reals(dev.jaculus.syntax.ast.Expr.Operator operator, double a, double b) {
        return switch (operator) {
            case ADD -> Optional.of(new Literal.Float(a + b));
            case SUB -> Optional.of(new Literal.Float(a - b));
            case MULT -> Optional.of(new Literal.Float(a * b));
            case DIV -> b == 0 ? Optional.empty() : Optional.of(new Literal.Float(a / b));
            default -> Optional.empty();
        };
    }

    private static Optional<Literal> integers(
            dev.jaculus.syntax.ast.Expr.Operator operator, BigInteger a, BigInteger b) {
        boolean zero = b.signum() == 0;
        boolean small = b.signum() >= 0 && b.bitLength() <= 12 && (long) a.bitLength() * b.intValue() <= MOST_BITS;
        return switch (operator) {
            case ADD -> result(a.add(b));
            case SUB -> result(a.subtract(b));
            case MULT -> result(a.multiply(b));
            case FLOORDIV -> zero ? Optional.empty() : result(floor(a, b)[0]);
            case MOD -> zero ? Optional.empty() : result(floor(a, b)[1]);
            case DIV -> zero ? Optional.empty() : reals(operator, a.doubleValue(), b.doubleValue());
            case POW -> small ? result(a.pow(b.intValue())) : Optional.empty();
            case LSHIFT ->
                b.signum() >= 0 && b.bitLength() <= 12 ? result(a.shiftLeft(b.intValue())) : Optional.empty();
            case RSHIFT ->
                b.signum() >= 0 && b.bitLength() <= 12 ? result(a.shiftRight(b.intValue())) : Optional.empty();
            case BITAND -> result(a.and(b));
            case BITOR -> result(a.or(b));
            case BITXOR -> result(a.xor(b));
            case MATMULT -> Optional.empty();
        };
    }

    private static Optional<Literal> result(BigInteger value) {
        return Optional.of(new Literal.Int(value));
    }

    /** Quotient and remainder, rounded towards minus infinity. */
    private static BigInteger[] floor(BigInteger a, BigInteger b) {
        BigInteger[] truncated = a.divideAndRemainder(b);
        if (truncated[1].signum() != 0 && truncated[1].signum() != b.signum()) {
            return new BigInteger[] {truncated[0].subtract(BigInteger.ONE), truncated[1].add(b)};
        }
        return truncated;
    }
}
