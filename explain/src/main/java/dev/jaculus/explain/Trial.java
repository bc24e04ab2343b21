package dev.jaculus.explain;

/**
 * A change that was tried, with the arguments of the function's first call.
 *
 * @param change as it is written in a program
 * @param before and {@code after}: seconds of a call
 * @param difference of the results, relative to the largest; infinite where they are others
 */
public record Trial(String change, double before, double after, double difference) {
    /** Less gain than this is none: such a figure is not exact. */
    private static final double WORTH = 1.1;

    /** How many times as fast. */
    public double gain() {
        return before / Math.max(after, 1e-9);
    }

    /** Whether it helps. */
    public boolean helps() {
        return gain() >= WORTH && difference < 1e-3;
    }
}
