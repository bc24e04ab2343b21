package dev.jaculus.llvm;

/**
 * What LLVM says of its work on a place in the source: a loop that it vectorised, or why it did not, a call that it
 * inlined.
 */
public record Remark(String file, int line, int column, String message) {}
