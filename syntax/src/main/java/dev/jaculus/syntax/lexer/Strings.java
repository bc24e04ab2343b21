package dev.jaculus.syntax.lexer;

import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the ends of strings, and cuts f-strings and t-strings (PEP 701, 750) into texts and fields. The expression in a
 * field is read by {@link Lexer} like any other, strings with the same quotes included.
 */
final class Strings {
    private static final Set<String> PREFIXES = Set.of("", "r", "u", "b", "br", "rb", "f", "fr", "rf", "t", "tr", "rt");
    /** CPython's limits: f-strings in the fields of others, and fields in the formats of others. */
    private static final int MAX_STRINGS = 150;

    private static final int MAX_FIELDS = 3;

    private final Reader in;
    private final Lexer lexer;
    private final Deque<FString> open = new ArrayDeque<>();

    Strings(Reader in, Lexer lexer) {
        this.in = in;
        this.lexer = lexer;
    }

    static boolean isPrefix(String word) {
        return word.length() <= 2 && PREFIXES.contains(word.toLowerCase(Locale.ROOT));
    }

    /** True where the next characters are an f-string's text. */
    boolean inText() {
        return !open.isEmpty() && open.peek().inText();
    }

    boolean atFieldLevel(int brackets) {
        return !open.isEmpty() && open.peek().atFieldLevel(brackets);
    }

    void startFormat() {
        open.peek().startFormat();
    }

    /** A brace was closed that had opened as the given bracket: perhaps it was a field. */
    void endField(int bracket) {
        if (atFieldLevel(bracket)) {
            open.peek().close();
        }
    }

    /** A string whose prefix was read: its quotes are next. */
    void start(Reader.Point start, String prefix) {
        char quote = in.peek();
        String triple = String.valueOf(quote).repeat(3);
        String quotes = in.at(triple) ? triple : triple.substring(0, 1);
        in.pos += quotes.length();
        if (prefix.contains("f") || prefix.contains("t")) {
            if (open.size() >= MAX_STRINGS) {
                throw in.failure("too-deep", "too many f-strings inside each other", in.since(start), "");
            }
            lexer.add(Kind.FSTRING_START, start);
            open.push(new FString(start, prefix, quotes));
        } else {
            plain(start, quotes);
        }
    }

    private void plain(Reader.Point start, String quotes) {
        char quote = quotes.charAt(0);
        boolean isLong = quotes.length() == 3;
        while (true) {
            char c = in.peek();
            if (in.atEnd() || (c == '\n' && !isLong)) {
                throw fieldOpenBefore(quotes)
                        ? unclosedField(open.peek(), Lexer.at(start, 1))
                        : unterminated(start, quotes, "string");
            }
            if (c == quote && in.at(quotes)) {
                in.pos += quotes.length();
                lexer.add(Kind.STRING, start);
                return;
            }
            in.advance();
            if (c == '\\' && !in.atEnd()) {
                in.advance();
            }
        }
    }

    /** Reads a stretch of an f-string's text, or the brace or the quotes after it. */
    boolean text() {
        FString string = open.peek();
        char c = in.peek();
        Reader.Point start = in.point();
        if (c == '{' && (in.peek(1) != '{' || string.inFormat())) {
            in.advance();
            openField(string, start);
        } else if (c == '}' && string.inFormat()) {
            string.endFormat();
        } else if (in.at(string.quotes)) {
            end(string, start);
        } else {
            middle(string, start);
        }
        return true;
    }

    private void openField(FString string, Reader.Point start) {
        if (string.depth() >= MAX_FIELDS) {
            throw in.failure("too-deep", "too many fields inside each other", in.since(start), "");
        }
        lexer.open(Kind.LBRACE, start);
        lexer.add(Kind.LBRACE, start);
        string.open(lexer.brackets());
    }

    private void end(FString string, Reader.Point start) {
        if (string.depth() > 0) {
            throw unclosedField(string, in.ahead(1));
        }
        in.pos += string.quotes.length();
        lexer.add(Kind.FSTRING_END, start);
        open.pop();
    }

    /** The quotes that seem to open a string were meant to close the f-string around it. */
    private boolean fieldOpenBefore(String quotes) {
        return !open.isEmpty() && open.peek().quotes.equals(quotes);
    }

    private Diagnostic.Failure unclosedField(FString string, Span quote) {
        return in.failure(
                "bad-fstring", "a field of the " + string.name() + " is not closed", quote, "`}` was due here");
    }

    /** Text up to the next field or the quotes; a doubled brace ends a token, whose text has one of the two. */
    private void middle(FString string, Reader.Point start) {
        while (true) {
            char c = in.peek();
            if (in.atEnd() || (c == '\n' && !string.isLong())) {
                if (c == '\n' && string.inFormat()) {
                    string.endFormat(); // then only the closing brace can follow
                    break;
                }
                throw unterminated(string.start, string.quotes, string.name());
            }
            if (in.at(string.quotes)) {
                break;
            }
            if (c == '{' || c == '}') {
                if (brace(string, start, c)) {
                    return;
                }
                break;
            }
            in.advance();
            if (c == '\\') {
                escape(string);
            }
        }
        addMiddle(start);
    }

    /** True when the brace was doubled, and the text with it is read. */
    private boolean brace(FString string, Reader.Point start, char c) {
        if (string.inFormat()) {
            return false;
        }
        if (in.peek(1) == c) {
            in.advance();
            String text = in.text.substring(start.offset(), in.pos);
            in.advance();
            lexer.add(Kind.FSTRING_MIDDLE, text, start);
            return true;
        }
        if (c == '}') {
            throw in.failure(
                    "bad-fstring",
                    "a single `}` in " + string.name() + " text",
                    in.ahead(1),
                    "closes no field",
                    "write }} for the character");
        }
        return false;
    }

    /** After a backslash: braces are still fields, and a name in braces is no field. */
    private void escape(FString string) {
        char c = in.peek();
        if (in.atEnd() || c == '{' || c == '}') {
            return;
        }
        in.advance();
        if (!string.raw && c == 'N' && in.peek() == '{') {
            while (!in.atEnd() && in.peek() != '\n' && in.peek() != '}' && !in.at(string.quotes)) {
                in.advance();
            }
            if (in.peek() == '}') {
                in.advance();
            }
        }
    }

    private void addMiddle(Reader.Point start) {
        if (in.pos > start.offset()) {
            lexer.add(Kind.FSTRING_MIDDLE, start);
        }
    }

    void refuseOpen() {
        if (!open.isEmpty()) {
            FString string = open.peek();
            throw unterminated(string.start, string.quotes, string.name());
        }
    }

    private Diagnostic.Failure unterminated(Reader.Point start, String quotes, String what) {
        Span opening = Lexer.at(start, 1);
        String long3 = quotes.length() == 3 ? "triple-quoted " : "";
        return in.failure(
                "unterminated-string",
                "this " + long3 + what + " has no end",
                opening,
                "begins here",
                quotes.length() == 3 ? "close it with " + quotes : "close it with " + quotes + " on the same line");
    }
}
