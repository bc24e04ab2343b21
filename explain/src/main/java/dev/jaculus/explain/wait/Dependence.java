package dev.jaculus.explain.wait;

/**
 * One part of an operation waits for another.
 *
 * @param cycles from the first one's start to the second's
 * @param turns in which later turn of the loop the second is
 */
record Dependence(Node from, Node to, double cycles, int turns) {
    /** The parts of an operation: the load that it begins with, what it computes, the store that it ends with. */
    enum Part {
        LOAD,
        WORK,
        STORE
    }

    /** A part of the operation at a place of the path. */
    record Node(int at, Part part) {}
}
