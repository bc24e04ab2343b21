package dev.jaculus.explain;

import java.util.List;
import java.util.Optional;

/**
 * What the turns of a loop wait for. Cycles are of the processor, for a turn of the source's loop.
 *
 * @param chain cycles from a turn to the next through values that the next needs; 0 where it needs none
 * @param work cycles that a turn's operations take when none waits for another
 * @param bytes that a turn loads and stores where none did before; 0 where they are in the caches
 * @param scattered whether some of that lies far from what the turn before took: more than a cache line, or where the data say
 * @param places of the chain, in the order of the source
 * @param stored where the chain goes through memory, the place of the store
 * @param forks branches with two sides that the figures are of one of
 */
public record Wait(
        Kind kind,
        double chain,
        double work,
        double bytes,
        boolean scattered,
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
        /** Memory: the arrays do not fit into the caches that a core has for itself. */
        MEMORY,
        /** We cannot say. */
        UNKNOWN
    }

    /** The bytes that main memory, or a cache that cores share, gives a core in a cycle: about that. */
    private static final double BYTES_A_CYCLE = 4;

    /** Whether memory is what it waits for, once the arrays do not fit into the caches. */
    public boolean isAtMemory() {
        boolean computes = kind == Kind.WORK || kind == Kind.CHAIN || kind == Kind.MAYBE_STORED;
        return computes && (scattered || (kind == Kind.WORK && bytes >= BYTES_A_CYCLE * work));
    }

    /** The same of a loop whose accesses lie far from turn to turn. */
    public Wait scatter() {
        return new Wait(kind, chain, work, bytes, true, places, stored, calls, forks);
    }

    /** The same of a run whose arrays have so many bytes, on a machine with such caches of a core; 0: it is not known. */
    public Wait with(long arrays, long caches) {
        if (arrays > 0 && arrays <= caches) {
            return new Wait(kind, chain, work, 0, false, places, stored, calls, forks);
        }
        return isAtMemory() && arrays > caches
                ? new Wait(Kind.MEMORY, chain, work, bytes, scattered, places, stored, calls, forks)
                : this;
    }

    public Wait {
        places = List.copyOf(places);
        calls = List.copyOf(calls);
        forks = List.copyOf(forks);
    }
}
