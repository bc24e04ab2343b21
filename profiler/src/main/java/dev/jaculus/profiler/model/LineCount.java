package dev.jaculus.profiler.model;

/**
 * How often a line was executed, counted and not sampled.
 *
 * @param seconds in it, counted; negative when only hits were counted
 */
public record LineCount(String file, int line, long hits, double seconds) {}
