package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.lexer.Token;
import dev.jaculus.syntax.source.Span;

/** Places inside a token, and the text of what the user wrote. */
final class Offsets {
    private Offsets() {}

    /** The place of some characters of a token, which may go over lines. */
    static Span within(Token token, int offset, int length) {
        String before = token.text().substring(0, offset);
        int lineStart = before.lastIndexOf('\n') + 1;
        int line = token.span().line()
                + (int) before.chars().filter(c -> c == '\n').count();
        int column = before.codePointCount(lineStart, before.length());
        int start = lineStart == 0 ? token.span().column() + column : column;
        return new Span(line, start, line, start + length);
    }

    /** The source of a field's expression; only a string in it can hold a {@code #} that is no comment. */
    static String withoutComments(String text) {
        if (text.indexOf('#') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '#') {
                int end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end;
                c = '\n';
            }
            if (i < text.length()) {
                out.append(c);
            }
        }
        return out.toString();
    }
}
