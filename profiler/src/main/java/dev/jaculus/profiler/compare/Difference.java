package dev.jaculus.profiler.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * How many times the time of one way is that of another.
 *
 * @param ratio with its 95 % interval
 * @param certain whether it is more than chance: a test at 1 %, and at least 1 % of difference
 */
public record Difference(Interval ratio, boolean certain) {
    /** How often chance may look like a difference. */
    static final double BY_CHANCE = 0.01;

    /** Smaller ones are nobody's concern, and the addresses of memory alone can make them. */
    static final double LEAST = 0.01;

    /**
     * Of two ways of one comparison: in pairs, since launches of one number had the same machine, warm or busy as it was.
     *
     * @param tests how many such questions are asked together: chance may answer one of them wrongly, not each
     */
    static Optional<Difference> paired(Way way, Way other, long size, int tests) {
        List<Double> logs = new ArrayList<>();
        for (Launch launch : way.launches()) {
            for (Launch same : other.launches()) {
                OptionalDouble ours = launch.median(size);
                OptionalDouble theirs = same.median(size);
                if (launch.number() == same.number() && ours.isPresent() && theirs.isPresent()) {
                    logs.add(Math.log(ours.getAsDouble() / theirs.getAsDouble()));
                }
            }
        }
        if (logs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(of(
                Interval.ofLogs(logs.stream().mapToDouble(Double::doubleValue), 0.05),
                Interval.ofLogs(logs.stream().mapToDouble(Double::doubleValue), BY_CHANCE / tests)));
    }

    /**
     * Of observations at different times, by Welch's test: their noise need not be equal.
     *
     * @param tests as of {@link #paired}
     */
    static Difference apart(List<Double> ours, List<Double> theirs, int tests) {
        double[] now = logs(ours);
        double[] before = logs(theirs);
        double mean = DoubleStream.of(now).average().orElseThrow()
                - DoubleStream.of(before).average().orElseThrow();
        if (now.length < 2 || before.length < 2) {
            return of(new Interval(Math.exp(mean), 0, Double.POSITIVE_INFINITY), null);
        }
        double a = Interval.variance(now) / now.length;
        double b = Interval.variance(before) / before.length;
        double freedom = a + b == 0 ? 1 : (a + b) * (a + b) / (a * a / (now.length - 1) + b * b / (before.length - 1));
        double error = Math.sqrt(a + b);
        return of(around(mean, error, 0.05, freedom), around(mean, error, BY_CHANCE / tests, freedom));
    }

    private static Interval around(double mean, double error, double outside, double freedom) {
        double reach = StudentT.quantile(outside, freedom) * error;
        return new Interval(Math.exp(mean), Math.exp(mean - reach), Math.exp(mean + reach));
    }

    private static double[] logs(List<Double> values) {
        return values.stream().mapToDouble(Math::log).toArray();
    }

    private static Difference of(Interval shown, Interval tested) {
        boolean beyond = tested != null && tested.bounded() && (tested.low() > 1 || tested.high() < 1);
        return new Difference(shown, beyond && Math.abs(Math.log(shown.value())) >= Math.log1p(LEAST));
    }
}
