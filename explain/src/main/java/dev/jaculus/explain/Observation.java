package dev.jaculus.explain;

/**
 * What a look at more than one line shows, with a remedy.
 *
 * @param text and {@code remedy}: sentences without their ends
 */
public record Observation(Kind kind, Place at, String text, String remedy) {
    /** The kinds. */
    public enum Kind {
        /** An array is made in each turn of a loop. */
        ALLOCATION_IN_LOOP,
        /** A list grows in each turn of a loop. */
        LIST_IN_LOOP,
        /** A line makes arrays that only it uses. */
        TEMPORARIES,
        /** Elements are read or written that lie far apart. */
        FAR_APART,
        /** The interpreter works where a kernel could. */
        INTERPRETER,
        /** Much of the time is the wait for the compiler. */
        COMPILING
    }
}
