package dev.jaculus.explain;

import java.util.List;
import java.util.Optional;

/**
 * What the turns of a loop wait for. Cycles are of the processor, for a turn of the source's loop.
 *
 * @param chain cycles from a turn to the next through values that the next needs; 0 where it needs none
 * @param work cycles that a turn's operations take when none waits for another
 * @param bytes that a turn loads and stores where none did before
 * @param places of the chain, in the order of the source
 * @param stored where the chain goes through memory, the place of the store
 * @param forks branches with two sides that the figures are of one of
 */
public record Wait(
        Kind kind,
        double chain,
        double work,
        double bytes,
        List<Place> places,
        Optional<Place> stored,
        List<String> calls,
        List<Place> forks) {
    /** What it is that limits. */
    public enum Kind {
        /** A value of the turn before. */
        CHAIN,
        /** A branch that goes one way or the other as the data say. */
        BRANCH,
        /** Nothing but the amount of work. */
        WORK,
        /** A function that it calls, of which we know nothing. */
        CALL,
        /** A load of what was stored shortly before, when the data bring both to the same place. */
        MAYBE_STORED,
        /** We cannot say. */
        UNKNOWN
    }

    public Wait {
        places = List.copyOf(places);
        calls = List.copyOf(calls);
        forks = List.copyOf(forks);
    }
}
