package dev.jaculus.compiler.infer.core;

import dev.jaculus.syntax.ast.Expr.Operator;

/** What operators are called: as ufuncs, and in the source. */
public final class OperatorNames {
    private OperatorNames() {}

    public static String ufunc(dev.jaculus.syntax.ast.Expr.UnaryOperator operator) {
        return switch (operator) {
            case UADD -> "positive";
            case USUB -> "negative";
            default -> "invert";
        };
    }

    public static String ufunc(Operator operator) {
        return switch (operator) {
            case ADD -> "add";
            case SUB -> "subtract";
            case MULT -> "multiply";
            case MATMULT -> "matmul";
            case DIV -> "true_divide";
            case MOD -> "remainder";
            case POW -> "power";
            case LSHIFT -> "left_shift";
            case RSHIFT -> "right_shift";
            case BITOR -> "bitwise_or";
            case BITXOR -> "bitwise_xor";
            case BITAND -> "bitwise_and";
            case FLOORDIV -> "floor_divide";
        };
    }

    public static String spelling(Operator operator) {
        return switch (operator) {
            case ADD -> "+";
            case SUB -> "-";
            case MULT -> "*";
            case MATMULT -> "@";
            case DIV -> "/";
            case MOD -> "%";
            case POW -> "**";
            case LSHIFT -> "<<";
            case RSHIFT -> ">>";
            case BITOR -> "|";
            case BITXOR -> "^";
            case BITAND -> "&";
            case FLOORDIV -> "//";
        };
    }
}
