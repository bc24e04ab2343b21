package dev.jaculus.compiler.types;

/** Comparisons. With NaN all are false but NE. */
public enum Order {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE
}
