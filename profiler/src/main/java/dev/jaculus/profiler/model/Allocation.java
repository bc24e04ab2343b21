package dev.jaculus.profiler.model;

/**
 * What a line allocated. Where there is no line, the file is empty: what all such calls allocated together.
 *
 * @param bytes in all
 * @param count how many blocks
 * @param atPeak bytes that were alive when the program held the most; of several processes, each its own most
 * @param atExit bytes that are alive at the end
 */
public record Allocation(String file, int line, long bytes, long count, long atPeak, long atExit) {}
