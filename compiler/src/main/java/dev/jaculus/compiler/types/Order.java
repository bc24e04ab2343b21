package dev.jaculus.compiler.types;

/** Comparisons. With NaN all are false but NE. */
public enum Order {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE;

    /** Whether it asks for no more than whether operands are equal. */
    public boolean isEquality() {
        return this == EQ || this == NE;
    }

    /** The order that holds of the operands the other way round. */
    public Order swapped() {
        return switch (this) {
            case EQ, NE -> this;
            case LT -> GT;
            case LE -> GE;
            case GT -> LT;
            case GE -> LE;
        };
    }
}
