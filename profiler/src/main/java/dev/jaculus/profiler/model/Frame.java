package dev.jaculus.profiler.model;

/**
 * A place in a stack.
 *
 * @param line that is executed, or calls the next frame; 0 when not known
 * @param inlined it has no frame on the processor's stack: the compiler put it into the frame before it
 */
public record Frame(Function function, int line, boolean inlined) {
    public Frame(Function function, int line) {
        this(function, line, false);
    }

    /** Whether time can be charged to its line. */
    public boolean hasLine() {
        return line > 0 && !function.file().isEmpty();
    }
}
