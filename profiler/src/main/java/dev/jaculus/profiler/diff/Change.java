package dev.jaculus.profiler.diff;

/**
 * Seconds before and after, and how well samples tell them.
 *
 * @param error of the difference, in seconds: 95 of 100 measurements of the same are nearer than this
 */
public record Change(double before, double after, double error) {
    /** Timers of processor time look 250 times a second on many systems: samples that are nearer come in one piece. */
    private static final double TICKS = 250;

    private static final double TWO_SIDED_95 = 1.96;

    static Change of(long before, int rate, long after, int newRate) {
        double variance = variance(before, rate) + variance(after, newRate);
        return new Change((double) before / rate, (double) after / newRate, TWO_SIDED_95 * Math.sqrt(variance));
    }

    /** Of Poisson's counts; where nothing was sampled one more sample is as likely as none. */
    private static double variance(long samples, int rate) {
        double independent = Math.min(rate, TICKS);
        double ticks = Math.max(1, samples * independent / rate);
        return ticks / (independent * independent);
    }

    /** Whether chance alone would hardly make it. */
    public boolean isReal() {
        return Math.abs(after - before) > error;
    }

    Change and(Change other) {
        return new Change(
                before + other.before, after + other.after, Math.sqrt(error * error + other.error * other.error));
    }
}
