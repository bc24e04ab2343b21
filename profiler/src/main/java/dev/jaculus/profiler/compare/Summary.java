package dev.jaculus.profiler.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The numbers of a way.
 *
 * @param first seconds of the first call, in the first process, where a compiler had yet to work
 * @param compile seconds of that for the compiler
 * @param again the first call of later processes, for which a compiler's cache has the code
 * @param steady seconds of a call, with its 95 % interval
 * @param cpu seconds of processor time
 * @param outliers how many times of all were far from their process's median, by half of it and more
 * @param runs how many times were measured
 */
public record Summary(
        OptionalDouble first,
        OptionalDouble compile,
        OptionalDouble again,
        Optional<Interval> steady,
        OptionalDouble cpu,
        OptionalLong peak,
        int outliers,
        int runs) {
    private static final double FAR = 1.5;

    /** Of a way, for a size of its input. */
    public static Summary of(Way way, long size) {
        List<Double> again = new ArrayList<>();
        way.launches().stream().skip(1).forEach(one -> one.firstSeconds().ifPresent(again::add));
        List<Double> cpu = new ArrayList<>();
        way.launches().forEach(one -> one.cpuSeconds().ifPresent(cpu::add));
        int runs = 0;
        int outliers = 0;
        for (Launch launch : way.launches()) {
            List<Double> times = launch.seconds().getOrDefault(size, List.of());
            runs += times.size();
            double far = times.isEmpty() ? 0 : FAR * Interval.median(times);
            outliers += (int) times.stream().filter(one -> one > far).count();
        }
        Optional<Launch> first = way.launches().stream().findFirst();
        return new Summary(
                first.map(Launch::firstSeconds).orElse(OptionalDouble.empty()),
                first.map(Launch::compileSeconds).orElse(OptionalDouble.empty()),
                again.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Interval.median(again)),
                steady(way, size),
                cpu.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Interval.median(cpu)),
                peak(way),
                outliers,
                runs);
    }

    /** Seconds of a call at a size. With one process alone its calls stand for themselves. */
    static Optional<Interval> steady(Way way, long size) {
        List<Double> observations = observations(way, size);
        return observations.isEmpty() ? Optional.empty() : Optional.of(Interval.of(observations, 0.05));
    }

    /** What counts as independent: the medians of the processes. */
    static List<Double> observations(Way way, long size) {
        List<Double> medians = new ArrayList<>();
        way.launches().forEach(one -> one.median(size).ifPresent(medians::add));
        return medians;
    }

    private static OptionalLong peak(Way way) {
        if (way.memory().isPresent()) {
            return OptionalLong.of(way.memory().get().bytes());
        }
        List<Double> peaks = new ArrayList<>();
        way.launches().forEach(one -> one.peakBytes().ifPresent(bytes -> peaks.add((double) bytes)));
        return peaks.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.round(Interval.median(peaks)));
    }
}
