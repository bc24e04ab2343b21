package dev.jaculus.profiler.model;

/**
 * How often a line was executed, counted and not sampled.
 *
 * @param seconds in it: of a line of Python counted, of a kernel's from samples; negative when only hits were counted
 */
public record LineCount(String file, int line, long hits, double seconds) {}
