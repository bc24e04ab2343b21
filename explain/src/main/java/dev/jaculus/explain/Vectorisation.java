package dev.jaculus.explain;

import java.util.List;

/** Whether a loop's turns are done several at a time. */
public sealed interface Vectorisation {
    /**
     * They are.
     *
     * @param elements in one instruction
     * @param interleaved so many such instructions follow one another in a turn of the machine's loop
     */
    record Vectorised(int elements, int interleaved) implements Vectorisation {}

    /** They are not; the first reason is the one that counts. */
    record Scalar(List<Obstacle> obstacles) implements Vectorisation {
        public Scalar {
            obstacles = List.copyOf(obstacles);
        }
    }

    /** There is no such loop in the machine code. */
    record Gone(String became) implements Vectorisation {}
}
