package dev.jaculus.compiler.ir;

/** What an operation does beside giving its results; {@link Effects} says which does what. */
public enum Effect {
    /** Its result depends on memory that others may write: elements of arrays, items of lists. */
    READS,
    /** Others may see it in memory. */
    WRITES,
    /** The length of a list may change. */
    RESIZES,
    /** Takes memory; where there is none the kernel ends. */
    ALLOCATES,
    /** An exception may start or pass here: what comes next is then not done. */
    RAISES,
    /** Control may go on elsewhere in the function, or return from it: what comes next is then not done. */
    JUMPS,
    /** The host runs code of Python, which may do anything but change this function's variables. */
    ASKS_HOST,
    /** Other code of the program runs, which may do what it likes: a generator's body, or whoever asked it. */
    SWITCHES,
    /** Work is given to other threads. */
    FORKS
}
