package dev.jaculus.host;

/** A complex number, as kernels take and give it. */
public record Complex(double real, double imaginary) {}
