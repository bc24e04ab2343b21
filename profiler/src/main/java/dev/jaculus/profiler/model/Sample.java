package dev.jaculus.profiler.model;

/**
 * The samples of a thread that had the same stack in the same slice of time.
 *
 * @param thread index of a thread
 * @param stack index of a stack; {@link Stack#NONE} when nothing is known of it
 * @param slice the number of the slice of time, each {@link Profile#sliceSeconds} long
 * @param weight how many samples, each {@code 1 / rate} seconds
 */
public record Sample(int thread, int stack, Kind kind, int slice, long weight) {}
