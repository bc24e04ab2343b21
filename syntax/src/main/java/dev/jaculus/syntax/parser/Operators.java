package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Expr.CompareOperator;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.ast.Expr.UnaryOperator;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import java.util.ArrayList;
import java.util.List;

/** Comparisons, arithmetic and bits, down to the power. */
final class Operators {
    /** A binary operator and how tightly it binds; the power is apart, for it groups to the right. */
    private record Binary(Operator operator, int strength) {}

    private final Rules rules;
    private final Cursor in;

    Operators(Rules rules) {
        this.rules = rules;
        this.in = rules.in;
    }

    Expr comparison() {
        Token start = in.peek();
        Expr left = bitwiseOr();
        CompareOperator operator = comparisonOperator();
        if (operator == null) {
            return left;
        }
        List<CompareOperator> operators = new ArrayList<>();
        List<Expr> comparators = new ArrayList<>();
        while (operator != null) {
            operators.add(operator);
            comparators.add(bitwiseOr());
            operator = comparisonOperator();
        }
        return new Expr.Compare(left, List.copyOf(operators), List.copyOf(comparators), in.since(start));
    }

    /** Takes a comparison operator; null where there is none. */
    private CompareOperator comparisonOperator() {
        CompareOperator operator = switch (in.kind()) {
            case EQEQUAL -> CompareOperator.EQ;
            case NOTEQUAL -> CompareOperator.NOTEQ;
            case LESS -> CompareOperator.LT;
            case LESSEQUAL -> CompareOperator.LTE;
            case GREATER -> CompareOperator.GT;
            case GREATEREQUAL -> CompareOperator.GTE;
            case IN -> CompareOperator.IN;
            case IS -> in.kind(1) == Kind.NOT ? CompareOperator.ISNOT : CompareOperator.IS;
            case NOT -> in.kind(1) == Kind.IN ? CompareOperator.NOTIN : null;
            default -> null;
        };
        if (operator != null) {
            in.take();
        }
        if (operator == CompareOperator.ISNOT || operator == CompareOperator.NOTIN) {
            in.take();
        }
        return operator;
    }

    Expr bitwiseOr() {
        return binary(1);
    }

    /** Operators that bind at least so tightly; those of one strength group to the left. */
    private Expr binary(int strength) {
        Token start = in.peek();
        Expr left = factor();
        int length = 0;
        Binary next = binaryOperator();
        while (next != null && next.strength >= strength) {
            in.take();
            Expr right = binary(next.strength + 1);
            in.refuseLongChain(++length);
            left = new Expr.BinOp(left, next.operator, right, in.since(start));
            next = binaryOperator();
        }
        return left;
    }

    private Binary binaryOperator() {
        return switch (in.kind()) {
            case VBAR -> new Binary(Operator.BITOR, 1);
            case CIRCUMFLEX -> new Binary(Operator.BITXOR, 2);
            case AMPER -> new Binary(Operator.BITAND, 3);
            case LEFTSHIFT -> new Binary(Operator.LSHIFT, 4);
            case RIGHTSHIFT -> new Binary(Operator.RSHIFT, 4);
            case PLUS -> new Binary(Operator.ADD, 5);
            case MINUS -> new Binary(Operator.SUB, 5);
            case STAR -> new Binary(Operator.MULT, 6);
            case SLASH -> new Binary(Operator.DIV, 6);
            case DOUBLESLASH -> new Binary(Operator.FLOORDIV, 6);
            case PERCENT -> new Binary(Operator.MOD, 6);
            case AT -> new Binary(Operator.MATMULT, 6);
            default -> null;
        };
    }

    private Expr factor() {
        UnaryOperator operator = switch (in.kind()) {
            case PLUS -> UnaryOperator.UADD;
            case MINUS -> UnaryOperator.USUB;
            case TILDE -> UnaryOperator.INVERT;
            default -> null;
        };
        if (operator == null) {
            return power();
        }
        in.enter();
        Token start = in.take();
        Expr operand = factor();
        in.leave();
        return new Expr.UnaryOp(operator, operand, in.since(start));
    }

    /** A power, whose base may be awaited. */
    private Expr power() {
        Token start = in.peek();
        boolean awaited = in.accept(Kind.AWAIT);
        Expr base = rules.calls.primary();
        if (awaited) {
            base = new Expr.Await(base, in.since(start));
        }
        if (!in.accept(Kind.DOUBLESTAR)) {
            return base;
        }
        in.enter();
        Expr exponent = factor();
        in.leave();
        return new Expr.BinOp(base, Operator.POW, exponent, in.since(start));
    }
}
