package dev.jaculus.compiler.tree;

/**
 * Something that a kernel's user should know, although the kernel compiles.
 *
 * @param file where, and the line; what is there is in the text
 */
public record Remark(Kind kind, String text, String file, int line) {
    public enum Kind {
        /** What was asked for and is not done, so that the kernel is slower than its user may think. */
        PERFORMANCE,
        /** What may go wrong when a loop runs in parallel. */
        SAFETY,
        /** How a loop runs; shown only when one asks. */
        LOOP
    }
}
