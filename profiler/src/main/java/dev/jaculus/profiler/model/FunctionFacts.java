package dev.jaculus.profiler.model;

/**
 * What is known of a function beside its samples.
 *
 * @param lastLine where it ends; 0 when not known
 * @param calls counted; negative when not
 * @param signature what a kernel was compiled for; empty for others
 * @param compileSeconds how long that took; negative when it was not compiled in this run
 */
public record FunctionFacts(Function function, int lastLine, long calls, String signature, double compileSeconds) {}
