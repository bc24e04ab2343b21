package dev.jaculus.profiler.compare;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A process in which a way ran. Launches of several ways with the same number ran at the same time, in turn.
 *
 * @param firstSeconds of the first call, with what is compiled then
 * @param compileSeconds of that, what the wait for a compiler took
 * @param seconds of a call, each time that it was measured, by the size of the input
 * @param cpuSeconds of processor time: of a whole program
 * @param peakBytes the most memory of a whole program, its processes together
 */
public record Launch(
        int number,
        OptionalDouble firstSeconds,
        OptionalDouble compileSeconds,
        SortedMap<Long, List<Double>> seconds,
        OptionalDouble cpuSeconds,
        OptionalLong peakBytes) {
    public Launch {
        SortedMap<Long, List<Double>> copy = new TreeMap<>();
        seconds.forEach((size, times) -> copy.put(size, List.copyOf(times)));
        seconds = Collections.unmodifiableSortedMap(copy);
    }

    /** The median for a size. */
    OptionalDouble median(long size) {
        List<Double> times = seconds.getOrDefault(size, List.of());
        return times.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Interval.median(times));
    }
}
