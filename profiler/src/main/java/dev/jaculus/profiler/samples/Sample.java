package dev.jaculus.profiler.samples;

/**
 * Where a thread was.
 *
 * @param pc the program counter
 * @param caller the number of the call that it is in, see {@link Calls}; 0 when not known
 * @param thread the number of the thread
 * @param time nanoseconds since the start
 * @param weight the samples that this one stands for; 0 for a record that was not finished
 * @param flags {@link #IN_KERNEL}, {@link #GUESSED} and {@link #WAITING}, added
 */
public record Sample(long pc, int caller, int thread, long time, int weight, int flags) {
    /** The program counter is in a kernel, also when its file is gone. */
    public static final int IN_KERNEL = 1;
    /** The native caller is only what the stack's nearest words look like. */
    public static final int GUESSED = 2;
    /** The thread waited: no processor time. */
    public static final int WAITING = 4;

    public boolean waiting() {
        return (flags & WAITING) != 0;
    }

    public boolean inKernel() {
        return (flags & IN_KERNEL) != 0;
    }

    public boolean guessed() {
        return (flags & GUESSED) != 0;
    }
}
