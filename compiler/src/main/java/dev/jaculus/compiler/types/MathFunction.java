package dev.jaculus.compiler.types;

import java.util.Locale;

/**
 * The elementary functions that machine code computes directly: an LLVM intrinsic or a function of libm. Arguments and result
 * are all float32 or all float64.
 */
// spotless:off
public enum MathFunction {
    SQRT(1, true), FLOOR(1, true), CEIL(1, true), TRUNC(1, true),
    ROUNDEVEN(1, true), // np.round: ties go to the even neighbour
    FABS(1, true), COPYSIGN(2, true), FMA(3, true),
    EXP(1, true), EXP2(1, true), LOG(1, true), LOG2(1, true), LOG10(1, true), SIN(1, true), COS(1, true), POW(2, true),
    EXPM1(1, false), LOG1P(1, false), TAN(1, false), ASIN(1, false), ACOS(1, false), ATAN(1, false), ATAN2(2, false),
    SINH(1, false), COSH(1, false), TANH(1, false), ASINH(1, false), ACOSH(1, false), ATANH(1, false),
    CBRT(1, false), HYPOT(2, false), FMOD(2, false), ERF(1, false), ERFC(1, false), TGAMMA(1, false), LGAMMA(1, false),
    NEXTAFTER(2, false);
    // spotless:on

    private final int arity;
    private final boolean intrinsic;

    MathFunction(int arity, boolean intrinsic) {
        this.arity = arity;
        this.intrinsic = intrinsic;
    }

    public int arity() {
        return arity;
    }

    /** Whether machine code calls libm for it, one number at a time; the others are an instruction or two, of vectors too. */
    public boolean isCall() {
        return compareTo(EXP) >= 0;
    }

    /** Whether LLVM has it as {@code llvm.NAME.f64}; else it is libm's {@code NAME} and {@code NAMEf}. */
    public boolean intrinsic() {
        return intrinsic;
    }

    /** The spelling in IR text, in LLVM's intrinsics and in libm. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of libm's function. */
    public String cName(Type.Float type) {
        return spelling() + (type.bits() == 64 ? "" : "f");
    }
}
