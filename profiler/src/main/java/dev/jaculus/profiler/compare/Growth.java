package dev.jaculus.profiler.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the time of a call grows with the size n of its input: as n to the power of k.
 *
 * @param exponent k
 * @param error half of its 95 % interval, over the processes; 0 where there was one
 * @param from the smallest size that the fit uses: below, the costs of any call bend the curve
 * @param times seconds of a call, by size
 */
public record Growth(double exponent, double error, long from, TreeMap<Long, Double> times) {
    private static final double BENT = 0.05;

    /** Of a way that was measured with two sizes at least. */
    public static Optional<Growth> of(Way way) {
        TreeMap<Long, Double> times = times(way);
        if (times.size() < 2) {
            return Optional.empty();
        }
        List<Long> sizes = new ArrayList<>(times.keySet());
        while (sizes.size() > 3
                && Math.abs(slope(sizes.subList(0, 2), times) - slope(sizes.subList(1, sizes.size()), times)) > BENT) {
            sizes.removeFirst();
        }
        List<Double> slopes = new ArrayList<>();
        for (Launch launch : way.launches()) {
            TreeMap<Long, Double> own = new TreeMap<>();
            sizes.forEach(size -> launch.median(size).ifPresent(time -> own.put(size, time)));
            if (own.size() == sizes.size()) {
                slopes.add(slope(sizes, own));
            }
        }
        double error = slopes.size() < 2
                ? 0
                : StudentT.quantile(0.05, slopes.size() - 1)
                        * Math.sqrt(Interval.variance(slopes.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray())
                                / slopes.size());
        return Optional.of(new Growth(slope(sizes, times), error, sizes.getFirst(), times));
    }

    private static TreeMap<Long, Double> times(Way way) {
        TreeMap<Long, Double> times = new TreeMap<>();
        for (Launch launch : way.launches()) {
            for (long size : launch.seconds().keySet()) {
                Summary.steady(way, size).ifPresent(steady -> times.put(size, steady.value()));
            }
        }
        return times;
    }

    /** By least squares, in logarithms. */
    private static double slope(List<Long> sizes, TreeMap<Long, Double> times) {
        double x = sizes.stream().mapToDouble(Math::log).average().orElseThrow();
        double y = sizes.stream()
                .mapToDouble(n -> Math.log(times.get(n)))
                .average()
                .orElseThrow();
        double both = sizes.stream()
                .mapToDouble(n -> (Math.log(n) - x) * (Math.log(times.get(n)) - y))
                .sum();
        double square = sizes.stream()
                .mapToDouble(n -> (Math.log(n) - x) * (Math.log(n) - x))
                .sum();
        return both / square;
    }
}
