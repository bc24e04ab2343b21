package dev.jaculus.profiler.compare;

import java.util.List;
import java.util.Optional;

/**
 * One of the ways.
 *
 * @param name for people
 * @param values of the comparison's parameters
 * @param file where it is written, empty if unknown
 * @param line there; 0 if unknown
 * @param memory the most that a call needs, where it was measured
 * @param agreement whether it gives what the first way gives, where that is known
 * @param failures what could not be measured
 */
public record Way(
        String name,
        List<String> values,
        String file,
        int line,
        List<Launch> launches,
        Optional<PeakMemory> memory,
        Optional<Agreement> agreement,
        List<Failure> failures) {
    public Way {
        values = List.copyOf(values);
        launches = List.copyOf(launches);
        failures = List.copyOf(failures);
    }

    /**
     * The most memory that a call needed beside its arguments, its result included.
     *
     * @param bytes all of it
     * @param traced what Python and NumPy counted of it; the rest is kernels' and other libraries'
     */
    public record PeakMemory(long bytes, long traced) {}

    /** How its result compares with that of the first way that gives one. */
    public record Agreement(State state, String text) {
        /** From good to bad. */
        public enum State {
            REFERENCE("reference"),
            EQUAL("equal"),
            CLOSE("close"),
            DIFFERS("differs"),
            UNKNOWN("unknown");

            private final String id;

            State(String id) {
                this.id = id;
            }

            /** As files and tables have it. */
            public String id() {
                return id;
            }
        }
    }

    /**
     * Something that could not be measured.
     *
     * @param kind a word: {@code raised}, {@code timeout}, {@code died}, {@code memory}
     * @param text what happened, without the name of the way
     * @param size of the input; 0 where there is no choice
     */
    public record Failure(String kind, String text, long size) {}
}
