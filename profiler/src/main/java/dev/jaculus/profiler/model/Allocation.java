package dev.jaculus.profiler.model;

/**
 * What a line allocated.
 *
 * @param bytes in all
 * @param count how many blocks
 * @param atPeak bytes that were alive when the program held the most
 * @param atExit bytes that are alive at the end
 */
public record Allocation(String file, int line, long bytes, long count, long atPeak, long atExit) {}
