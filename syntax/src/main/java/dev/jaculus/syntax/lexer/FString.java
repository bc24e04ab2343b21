package dev.jaculus.syntax.lexer;

import java.util.ArrayDeque;
import java.util.Deque;

/** An f-string or t-string that is being read: text and {fields} by turns, and text again in a field's format. */
final class FString {
    final Reader.Point start;
    final String quotes;
    final boolean raw;
    final boolean template;
    private final Deque<Field> fields = new ArrayDeque<>();

    /** A field that is open. */
    private static final class Field {
        final int brackets;
        boolean inFormat;

        Field(int brackets) {
            this.brackets = brackets;
        }
    }

    FString(Reader.Point start, String prefix, String quotes) {
        this.start = start;
        this.quotes = quotes;
        this.raw = prefix.contains("r");
        this.template = prefix.contains("t");
    }

    /** Triple quotes go over lines. */
    boolean isLong() {
        return quotes.length() == 3;
    }

    /** True in text, false in the expression of a field. */
    boolean inText() {
        return fields.isEmpty() || fields.peek().inFormat;
    }

    boolean inFormat() {
        return !fields.isEmpty() && fields.peek().inFormat;
    }

    /** @param brackets how many brackets are open, the field's own among them */
    void open(int brackets) {
        fields.push(new Field(brackets));
    }

    /** True where a colon or a closing brace belongs to the field and not to a bracket in its expression. */
    boolean atFieldLevel(int brackets) {
        return !fields.isEmpty() && fields.peek().brackets == brackets;
    }

    void startFormat() {
        fields.peek().inFormat = true;
    }

    void endFormat() {
        fields.peek().inFormat = false;
    }

    void close() {
        fields.pop();
    }

    int depth() {
        return fields.size();
    }

    String name() {
        return template ? "t-string" : "f-string";
    }
}
