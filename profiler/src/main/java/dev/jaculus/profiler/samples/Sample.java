package dev.jaculus.profiler.samples;

/**
 * Where a thread was.
 *
 * @param pc the program counter
 * @param caller the number of the call that it is in, see {@link Calls}; 0 when not known
 * @param thread the number of the thread
 * @param time nanoseconds since the start
 * @param weight the samples that this one stands for; 0 for a record that was not finished
 * @param inKernel whether {@code pc} is in a kernel, also when its file is gone
 */
public record Sample(long pc, int caller, int thread, long time, int weight, boolean inKernel) {}
