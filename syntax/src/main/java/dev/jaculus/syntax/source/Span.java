package dev.jaculus.syntax.source;

/**
 * A stretch of a source file. Lines count from 1; columns count from 0, in code points (CPython's {@code ast} counts UTF-8
 * bytes; tests convert). The end is exclusive.
 */
public record Span(int line, int column, int endLine, int endColumn) {
    public static final Span NONE = new Span(0, 0, 0, 0);

    /** From the start of this to the end of {@code last}. */
    public Span to(Span last) {
        return new Span(line, column, last.endLine, last.endColumn);
    }
}
