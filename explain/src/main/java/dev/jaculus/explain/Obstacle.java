package dev.jaculus.explain;

import java.util.Optional;

/**
 * What kept a loop from being vectorised.
 *
 * @param at where it is
 * @param other the other access, where two are in each other's way
 */
public record Obstacle(Kind kind, Optional<Place> at, Optional<Place> other) {
    /** The kinds that we can name. */
    public enum Kind {
        FLOAT_ORDER(
                "the sum of floats is taken in order, and vectors would add in another one",
                "fastmath={\"reassoc\", \"nsz\"} lets it, where the last digits do not matter"),
        CARRIED(
                "each turn needs a value that the turn before has computed",
                "only another algorithm, one in which turns do not wait for one another, would change that"),
        CARRIED_MEMORY(
                "it reads or writes an element that another turn writes",
                "only another order of the loops, or another algorithm, would change that"),
        UNKNOWN_ORDER(
                "two accesses may meet in the same element, and the compiler cannot tell",
                "write to an array that is made here, which overlaps nothing"),
        CALL(
                "it calls a function that has no form for vectors",
                "a loop of its own for what is before and after the call"),
        EARLY_EXIT(
                "it may be left before its end, by break, return or an exception",
                "find the place first, then work up to there"),
        UNKNOWN_COUNT("how many turns it has is only known while it runs", "a loop over a range would say it before"),
        DATA_INDEX("which element it reads or writes comes from the data", "the same work in the order of the array"),
        NOT_WORTH("vectors would not be faster here, LLVM estimates", "nothing, probably"),
        CONTROL_FLOW(
                "its ways through branches are too many",
                "fewer branches in it: np.where or min and max in their place"),
        TYPE("it works on a type that vectors do not hold", "numbers of a smaller type, if they are enough"),
        OTHER("LLVM does not say why", "");

        private final String why;
        private final String change;

        Kind(String why, String change) {
            this.why = why;
            this.change = change;
        }

        /** In words, for a sentence "not vectorised: …". */
        public String why() {
            return why;
        }

        /** What would change it; empty when nobody knows. */
        public String change() {
            return change;
        }
    }
}
