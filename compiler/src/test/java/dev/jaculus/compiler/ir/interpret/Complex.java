package dev.jaculus.compiler.ir.interpret;

/** A complex number in the interpreter. */
public record Complex(double real, double imaginary) {
    Object part(boolean second) {
        return second ? imaginary : real;
    }
}
