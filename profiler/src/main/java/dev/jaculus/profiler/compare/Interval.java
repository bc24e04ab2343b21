package dev.jaculus.profiler.compare;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A positive number that was estimated, and where the truth is with a certain probability. Noise is a matter of per cent, so it
 * is symmetric in logarithms.
 *
 * @param low infinitely far where there was one observation
 */
public record Interval(double value, double low, double high) {
    /** Of observations that do not depend on each other. */
    static Interval of(List<Double> observations, double outside) {
        return ofLogs(observations.stream().mapToDouble(Math::log), outside);
    }

    /** Of logarithms of observations. */
    static Interval ofLogs(DoubleStream logs, double outside) {
        double[] all = logs.toArray();
        double mean = DoubleStream.of(all).average().orElseThrow();
        if (all.length == 1) {
            return new Interval(Math.exp(mean), 0, Double.POSITIVE_INFINITY);
        }
        double reach = StudentT.quantile(outside, all.length - 1) * Math.sqrt(variance(all) / all.length);
        return new Interval(Math.exp(mean), Math.exp(mean - reach), Math.exp(mean + reach));
    }

    static double variance(double... all) {
        double mean = DoubleStream.of(all).average().orElseThrow();
        return DoubleStream.of(all).map(one -> (one - mean) * (one - mean)).sum() / (all.length - 1);
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Whether its ends are known. */
    public boolean bounded() {
        return low > 0 && high < Double.POSITIVE_INFINITY;
    }
}
