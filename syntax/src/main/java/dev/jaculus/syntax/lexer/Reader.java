package dev.jaculus.syntax.lexer;

import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;

/** Walks over the text and knows the line and the column of where it is. */
final class Reader {
    /** What {@link #peek()} gives behind the last character; NUL is no character of a Python source. */
    static final char EOF = '\0';

    final SourceFile file;
    final String text;
    int pos;
    private int line;
    private int lineStart;
    // The column of some earlier place in this line: columns count code points, so the way from there is walked once.
    private int knownOffset;
    private int knownColumn;

    /** A place in the text. */
    record Point(int offset, int line, int column) {}

    Reader(SourceFile file) {
        this.file = file;
        this.line = file.firstLine();
        String source = file.text();
        if (source.indexOf('\r') >= 0) {
            source = source.replace("\r\n", "\n").replace('\r', '\n');
        }
        this.text = source.startsWith("\uFEFF") ? source.substring(1) : source; // a byte order mark is not in line 1
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        int at = pos + ahead;
        return at < text.length() ? text.charAt(at) : EOF;
    }

    boolean atEnd() {
        return pos >= text.length();
    }

    boolean at(String words) {
        return text.startsWith(words, pos);
    }

    /** Steps over one character, which may end a line. */
    void advance() {
        char c = text.charAt(pos++);
        if (c == '\n') {
            line++;
            lineStart = pos;
            knownOffset = pos;
            knownColumn = 0;
        }
    }

    Point point() {
        return new Point(pos, line, column(pos));
    }

    /** From {@code start} to here. */
    Span since(Point start) {
        return new Span(start.line, start.column, line, column(pos));
    }

    /** Some characters of the current line, from here. */
    Span ahead(int count) {
        int column = column(pos);
        return new Span(line, column, line, column + count);
    }

    private int column(int offset) {
        int from = offset >= knownOffset ? knownOffset : lineStart;
        int column = offset >= knownOffset ? knownColumn : 0;
        column += text.codePointCount(from, offset);
        knownOffset = offset;
        knownColumn = column;
        return column;
    }

    Diagnostic diagnostic(String id, String message, Span span, String words) {
        return Diagnostic.of(id, Diagnostic.Kind.SYNTAX, message, new Diagnostic.Place(file, span, words));
    }

    Diagnostic.Failure failure(String id, String message, Span span, String words) {
        return new Diagnostic.Failure(diagnostic(id, message, span, words));
    }

    Diagnostic.Failure failure(String id, String message, Span span, String words, String help) {
        return new Diagnostic.Failure(diagnostic(id, message, span, words).withHelp(help));
    }
}
