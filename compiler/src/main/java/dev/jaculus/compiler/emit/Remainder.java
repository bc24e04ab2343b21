package dev.jaculus.compiler.emit;

/**
 * The helper for fmod: the exact remainder of a division that truncates, with the sign of the dividend.
 *
 * <p>libm's function subtracts bit by bit; here a quotient below 2**52 is computed. Rounding may have lifted it to the next whole number,
 * never lowered it below one, so the remainder, which is exact by fma, is right or one divisor too small. Where the exponents promise no such
 * quotient, or one so small that it would raise a floating-point flag, and for infinities, NaN, 0 and subnormal divisors, libm is asked. A
 * float32 is computed as a float64, and exact there too.
 */
final class Remainder {
    static final String NAME = "jac.remainder";

    static final String FUNCTION = """
            define internal double @jac.remainder(double %a, double %b) alwaysinline nounwind willreturn memory(none) {
            entry:
              %a.bits = bitcast double %a to i64
              %b.bits = bitcast double %b to i64
              %a.shifted = lshr i64 %a.bits, 52
              %b.shifted = lshr i64 %b.bits, 52
              %a.exponent = and i64 %a.shifted, 2047
              %b.exponent = and i64 %b.shifted, 2047
              %distance = sub i64 %a.exponent, %b.exponent
              %above = add i64 %distance, 900
              %near = icmp ult i64 %above, 952
              %b.less = sub i64 %b.exponent, 1
              %b.normal = icmp ult i64 %b.less, 2046
              %a.finite = icmp ne i64 %a.exponent, 2047
              %both = and i1 %b.normal, %a.finite
              %computed = and i1 %near, %both
              br i1 %computed, label %quick, label %slow, !prof !3
            quick:
              %quotient = fdiv double %a, %b
              %divisor = call double @llvm.fabs.f64(double %b)
              %whole = call double @llvm.trunc.f64(double %quotient)
              %minus = fneg double %whole
              %rest = call double @llvm.fma.f64(double %minus, double %b, double %a)
              %same = call double @llvm.copysign.f64(double %rest, double %a)
              %lifted = fcmp une double %rest, %same
              %step = call double @llvm.copysign.f64(double %divisor, double %a)
              %back = fadd double %rest, %step
              %result = select i1 %lifted, double %back, double %same
              ret double %result
            slow:
              %other = call double @jac.remainder.slow(double %a, double %b)
              ret double %other
            }
            ; a function of its own, because LLVM takes frem for an instruction that may be computed in vain
            define internal double @jac.remainder.slow(double %a, double %b) noinline cold nounwind willreturn memory(none) {
              %result = frem double %a, %b
              ret double %result
            }""";

    private Remainder() {}
}
