package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;

/** Bools of bools and numbers; constants where they are known. */
public final class Logic {
    private Logic() {}

    public static Expr and(Expr left, Expr right, Span span) {
        if (left instanceof Expr.Const known) {
            return Trees.truth(known) ? right : left;
        }
        if (right instanceof Expr.Const known && Trees.truth(known)) {
            return left;
        }
        return new Expr.Logic(Type.BOOL, true, left, right, span);
    }

    public static Expr or(Expr left, Expr right, Span span) {
        if (left instanceof Expr.Const known) {
            return Trees.truth(known) ? left : right;
        }
        if (right instanceof Expr.Const known && !Trees.truth(known)) {
            return left;
        }
        return new Expr.Logic(Type.BOOL, false, left, right, span);
    }

    public static Expr not(Expr bool, Span span) {
        if (bool instanceof Expr.Const known) {
            return Trees.bool(!Trees.truth(known), span);
        }
        return new Expr.Unary(Type.BOOL, Expr.UnaryOperation.INVERT, bool, span);
    }

    /** Whether a number is not 0: its truth. */
    public static Expr notZero(Scalar type, Expr value, Span span) {
        if (type instanceof Type.Bool) {
            return value;
        }
        return new Expr.Compare(Order.NE, value, Trees.number(0, type, span), span);
    }

    /** Whether a comparison holds, of what {@code compareTo} gives. */
    public static boolean holds(Order order, int comparison) {
        return switch (order) {
            case EQ -> comparison == 0;
            case NE -> comparison != 0;
            case LT -> comparison < 0;
            case LE -> comparison <= 0;
            case GT -> comparison > 0;
            case GE -> comparison >= 0;
        };
    }
}
