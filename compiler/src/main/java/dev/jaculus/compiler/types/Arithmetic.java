package dev.jaculus.compiler.types;

/**
 * Two operands of one type to a result of that type. Integers wrap around. All are total: an integer division by zero, and the
 * least integer divided by -1, give 0 (as Numba's do); where Python raises, a guard stands before.
 */
public enum Arithmetic {
    ADD,
    SUB,
    MUL,
    /** True division; floats only. */
    DIV,
    /** Rounds towards minus infinity. */
    FLOORDIV,
    /** Takes the sign of the right operand. */
    MOD,
    /** C's remainder, with the sign of the left operand (np.fmod). Integers only; floats: MathFunction.FMOD. */
    REM,
    /** Integers only, wrapping; a negative exponent gives 0 but for the bases 1 and -1. Floats: MathFunction.POW. */
    POW,
    AND,
    OR,
    XOR,
    /** The count is taken modulo the width, as x86 does. */
    SHL,
    /** Arithmetic for signed, logical for unsigned; the count is taken modulo the width. */
    SHR,
    /** Floats: a NaN on either side gives NaN (np.minimum). */
    MIN,
    /** Floats: a NaN on either side gives NaN (np.maximum). */
    MAX
}
