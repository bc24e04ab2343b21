package dev.jaculus.profiler;

import dev.jaculus.profiler.model.MemoryUse;
import dev.jaculus.profiler.samples.Allocations.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** The resident memory of all processes together, over time: between two readings a process has what it had at the first. */
final class Resident {
    private static final int MOST_STEPS = 600;
    private static final long SHORTEST_STEP = 10_000_000;

    private final List<Series> all = new ArrayList<>();

    private record Series(long later, List<Reading> readings) {
        long end() {
            return later + readings.getLast().time();
        }
    }

    /** The readings of a process that began so many nanoseconds after the first. */
    void add(long later, List<Reading> readings) {
        if (!readings.isEmpty()) {
            all.add(new Series(later, readings));
        }
    }

    MemoryUse sum() {
        if (all.isEmpty()) {
            return MemoryUse.NONE;
        }
        long end = all.stream().mapToLong(Series::end).max().getAsLong();
        long step = Math.max(SHORTEST_STEP, end / MOST_STEPS);
        long[] sums = new long[Math.toIntExact(end / step) + 1];
        for (Series series : all) {
            add(series, step, sums);
        }
        return new MemoryUse(step / 1e9, LongStream.of(sums).boxed().toList());
    }

    /** The most in each step; a process that has not begun, or has ended, has none. */
    private static void add(Series series, long step, long[] sums) {
        long[] own = new long[sums.length];
        long before = 0;
        int filled = -1;
        for (Reading reading : series.readings()) {
            int at = Math.clamp((series.later() + reading.time()) / step, 0, sums.length - 1);
            if (filled >= 0 && at > filled + 1) {
                Arrays.fill(own, filled + 1, at, before);
            }
            own[at] = Math.max(own[at], reading.resident());
            before = reading.resident();
            filled = at;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += own[i];
        }
    }
}
