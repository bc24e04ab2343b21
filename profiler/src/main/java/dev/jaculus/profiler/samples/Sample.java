package dev.jaculus.profiler.samples;

/**
 * Where a thread was.
 *
 * @param pc the program counter
 * @param kernel {@code pc} when it is in a kernel; else where the function at {@code pc} returns to in a kernel; else 0
 * @param thread the number of the thread
 * @param time nanoseconds since the start
 * @param weight the samples that this one stands for; 0 for a record that was not finished
 */
public record Sample(long pc, long kernel, int thread, long time, int weight) {}
