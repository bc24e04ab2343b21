package dev.jaculus.syntax.diagnostic;

import dev.jaculus.syntax.source.Span;

/**
 * A line of source as a terminal shows it, and the part of it to underline, in terminal columns.
 *
 * @param text tabs are spaces; of a long line the part around the place
 */
record Excerpt(String text, int column, int width) {
    private static final int TAB = 4;
    private static final int MAX_WIDTH = 100;
    private static final String CUT = "...";

    static Excerpt of(String source, Span span) {
        StringBuilder text = new StringBuilder();
        int column = 0; // in code points
        int width = 0; // in terminal columns
        int start = -1;
        int end = -1;
        String line = source.stripTrailing();
        for (int i = 0; i < line.length(); column++) {
            int c = line.codePointAt(i);
            i += Character.charCount(c);
            if (column == span.column()) {
                start = width;
            }
            if (span.endLine() == span.line() && column == span.endColumn()) {
                end = width;
            }
            int cells = c == '\t' ? TAB - width % TAB : width(c);
            width += cells;
            if (c == '\t') {
                text.append(" ".repeat(cells));
            } else {
                text.appendCodePoint(Character.isISOControl(c) ? '?' : c);
            }
        }
        // Places may lie behind the last character, and spans go on to further lines.
        start = start < 0 ? width + Math.max(0, Math.min(1, span.column() - column)) : start;
        end = end < 0 ? width : end;
        return new Excerpt(text.toString(), start, Math.max(1, end - start)).cut(width);
    }

    /** Leaves what fits around the place; only where every character is one column wide is that exact. */
    private Excerpt cut(int fullWidth) {
        if (fullWidth <= MAX_WIDTH || text.length() != fullWidth) {
            return this;
        }
        int from = Math.max(0, Math.min(column - MAX_WIDTH / 3, fullWidth - MAX_WIDTH));
        int to = Math.min(fullWidth, from + MAX_WIDTH);
        String head = from > 0 ? CUT : "";
        String tail = to < fullWidth ? CUT : "";
        String shown = head + text.substring(from, to) + tail;
        int at = column - from + head.length();
        return new Excerpt(shown, at, Math.max(1, Math.min(width, to - column)));
    }

    /** How many columns a terminal gives a character. */
    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }
}
