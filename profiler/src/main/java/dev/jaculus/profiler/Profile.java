package dev.jaculus.profiler;

import java.util.List;

/**
 * What a run's samples say of its kernels: the model that each kind of report is written from.
 *
 * @param rate samples a second of processor time
 * @param total samples in all
 * @param nonKernel samples outside kernels: the interpreter, imports, compilation, NumPy
 * @param bad samples in kernels that find no line, and records that cannot be read
 * @param lost samples that were not kept, in addition to the total
 * @param unsampledThreads threads that were not sampled
 * @param processes how many were sampled: the program and those that it started
 * @param files the most samples first
 */
public record Profile(
        int rate,
        long total,
        long nonKernel,
        long bad,
        long lost,
        long unsampledThreads,
        int processes,
        List<FileShare> files) {
    public Profile {
        files = List.copyOf(files);
    }

    /** A number of samples in percent of the total; 0 when there are none. */
    public double percent(long samples) {
        return total == 0 ? 0 : 100.0 * samples / total;
    }

    /** The processor time that a number of samples stands for. */
    public double seconds(long samples) {
        return (double) samples / rate;
    }
}
