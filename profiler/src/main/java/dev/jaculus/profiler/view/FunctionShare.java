package dev.jaculus.profiler.view;

/**
 * The samples in a function, those of what was inlined into it from our library with them.
 *
 * @param line where it begins; 0 when not known
 */
public record FunctionShare(String name, int line, long samples) {}
