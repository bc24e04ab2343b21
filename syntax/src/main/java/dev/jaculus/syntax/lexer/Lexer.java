package dev.jaculus.syntax.lexer;

import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Cuts the source into tokens, all at once. This file holds lines and plain tokens; {@link Strings} reads strings,
 * {@link Numbers} numbers, {@link Indents} measures indentation.
 */
public final class Lexer {
    /** What the text is. */
    public enum Mode {
        /** A whole file. */
        MODULE,
        /** A block as it stands in a file: its first line may be indented, and a line further left ends it. */
        BLOCK,
        /** Some lines out of a file, perhaps from the middle of an expression: brackets may be open at either end. */
        FRAGMENT
    }

    /** CPython's limit on brackets inside brackets; it also keeps the parser's recursion bounded. */
    private static final int MAX_BRACKETS = 200;

    private record Bracket(Kind kind, Reader.Point at) {}

    private final Mode mode;
    private final Reader in;
    private final Numbers numbers;
    private final Strings strings;
    private final Indents indents = new Indents();
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Bracket> brackets = new ArrayDeque<>();
    private boolean atLineStart = true;
    private boolean started;

    private Lexer(SourceFile file, Mode mode) {
        this.mode = mode;
        this.in = new Reader(file);
        this.numbers = new Numbers(in);
        this.strings = new Strings(in, this);
    }

    /** The tokens of a source. Never throws for what the text holds: see {@link Tokens#problem()}. */
    public static Tokens lex(SourceFile file, Mode mode) {
        return new Lexer(file, mode).run();
    }

    private Tokens run() {
        try {
            refuseNul();
            boolean more = true;
            while (more) {
                more = strings.inText() ? strings.text() : next();
            }
            return new Tokens(tokens, in.text, Optional.empty());
        } catch (Diagnostic.Failure failure) {
            add(Kind.ERROR, in.point());
            return new Tokens(tokens, in.text, Optional.of(failure.diagnostic()));
        }
    }

    /** No Python source has the character NUL, not even in a string. */
    private void refuseNul() {
        int nul = in.text.indexOf('\0');
        if (nul >= 0) {
            while (in.pos < nul) {
                in.advance();
            }
            throw Characters.unexpected(in);
        }
    }

    /** Reads one token, or what lies between two; false at the end. */
    private boolean next() {
        if (atLineStart && brackets.isEmpty()) {
            return line();
        }
        char c = in.peek();
        switch (c) {
            case ' ', '\t', '\f' -> in.advance();
            case '#' -> comment();
            case '\n' -> newline();
            case '\\' -> continuation();
            case '"', '\'' -> strings.start(in.point(), "");
            default -> {
                if (in.atEnd()) {
                    return end();
                }
                token(c);
            }
        }
        return true;
    }

    private void token(char c) {
        Reader.Point start = in.point();
        if (isDigit(c) || (c == '.' && isDigit(in.peek(1)))) {
            numbers.scan();
            add(Kind.NUMBER, start);
        } else if (Identifiers.startsAt(in.text, in.pos)) {
            word(start);
        } else {
            operator(c, start);
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The start of a line: its indentation, unless it is blank. */
    private boolean line() {
        Indents.Width width = Indents.Width.NONE;
        Indents.Width first = null;
        while (true) {
            char c = in.peek();
            if (c == ' ' || c == '\t' || c == '\f') {
                width = width.plus(c);
                in.advance();
            } else if (c == '\\') {
                // The indentation of a line that is continued at once is that of its first part.
                first = first == null ? width : first;
                continuation();
            } else {
                break;
            }
        }
        if (in.peek() == '#') {
            comment();
        }
        if (in.peek() == '\n') {
            in.advance();
            return true;
        }
        if (in.atEnd()) {
            return end();
        }
        atLineStart = false;
        return (mode == Mode.FRAGMENT) || indent(first != null && first.tabs8() > 0 ? first : width);
    }

    private boolean indent(Indents.Width width) {
        if (!started && mode == Mode.BLOCK) {
            indents.base(width);
        }
        started = true;
        if (mode == Mode.BLOCK && indents.isBelowBase(width)) {
            atLineStart = true;
            return end();
        }
        Indents.Change change = indents.line(width);
        switch (change) {
            case SAME -> {}
            case DEEPER -> add(Kind.INDENT, in.point());
            case BACK -> {
                for (int i = 0; i < indents.closed(); i++) {
                    add(Kind.DEDENT, in.point());
                }
            }
            case UNKNOWN ->
                throw in.failure(
                        "bad-indent",
                        "this line's indentation matches no block around it",
                        in.ahead(1),
                        "between two blocks",
                        "indent it like a line above");
            case MIXED_TABS ->
                throw in.failure(
                        "bad-indent",
                        "tabs and spaces are mixed so that the indentation is ambiguous",
                        in.ahead(1),
                        "",
                        "indent with spaces only");
            case TOO_DEEP -> throw in.failure("too-deep", "too many blocks inside each other", in.ahead(1), "");
        }
        return true;
    }

    private void comment() {
        while (!in.atEnd() && in.peek() != '\n') {
            in.advance();
        }
    }

    private void newline() {
        Reader.Point start = in.point();
        if (brackets.isEmpty()) {
            tokens.add(new Token(Kind.NEWLINE, "\n", in.ahead(1), start.offset(), start.offset() + 1));
            atLineStart = true;
        }
        in.advance();
    }

    private void continuation() {
        Reader.Point start = in.point();
        in.advance();
        if (in.peek() != '\n') {
            throw in.failure(
                    "invalid-syntax",
                    "a backslash must be the last character of its line",
                    in.since(start),
                    in.atEnd() ? "the file ends here" : "something follows this");
        }
        in.advance();
        if (in.atEnd()) {
            throw in.failure("invalid-syntax", "the file ends in the middle of a statement", in.ahead(1), "");
        }
    }

    private void word(Reader.Point start) {
        // Names are mostly ASCII; a surrogate pair is one character, and above 127 Unicode's tables decide.
        while (!in.atEnd()) {
            int c = in.text.codePointAt(in.pos);
            if (!Identifiers.isPart(c)) {
                break;
            }
            in.pos += Character.charCount(c);
        }
        String word = in.text.substring(start.offset(), in.pos);
        if ((in.peek() == '"' || in.peek() == '\'') && Strings.isPrefix(word)) {
            strings.start(start, word.toLowerCase(Locale.ROOT));
            return;
        }
        String name = Identifiers.normalised(word);
        Kind kind = Kind.ofWord(word);
        add(kind, kind == Kind.NAME ? name : kind.text(), start);
    }

    private void operator(char c, Reader.Point start) {
        if (c == ':' && strings.atFieldLevel(brackets.size())) {
            in.advance();
            add(Kind.COLON, start);
            strings.startFormat();
            return;
        }
        Kind kind = Operators.at(in);
        if (kind == null) {
            throw Characters.unexpected(in);
        }
        in.pos += kind.text().length();
        switch (kind) {
            case LPAR, LSQB, LBRACE -> open(kind, start);
            case RPAR, RSQB, RBRACE -> close(kind, start);
            default -> {}
        }
        add(kind, start);
        if (kind == Kind.RBRACE) {
            strings.endField(brackets.size() + 1);
        }
    }

    void open(Kind kind, Reader.Point start) {
        if (brackets.size() >= MAX_BRACKETS) {
            throw in.failure("too-deep", "too many brackets inside each other", in.since(start), "");
        }
        brackets.push(new Bracket(kind, start));
    }

    int brackets() {
        return brackets.size();
    }

    private void close(Kind kind, Reader.Point start) {
        if (brackets.isEmpty()) {
            if (mode == Mode.FRAGMENT) {
                return;
            }
            throw in.failure(
                    "unmatched-bracket", "`" + kind.text() + "` closes nothing", in.since(start), "no bracket is open");
        }
        Bracket bracket = brackets.peek();
        Kind wanted = switch (bracket.kind) {
            case LPAR -> Kind.RPAR;
            case LSQB -> Kind.RSQB;
            default -> Kind.RBRACE;
        };
        if (kind != wanted) {
            Diagnostic.Failure failure = in.failure(
                    "unmatched-bracket",
                    "`" + kind.text() + "` does not close `" + bracket.kind.text() + "`",
                    in.since(start),
                    "`" + wanted.text() + "` was due");
            throw new Diagnostic.Failure(failure.diagnostic().withOther(place(bracket, "opened here")));
        }
        brackets.pop();
    }

    private static Kind closing(Kind opening) {
        return switch (opening) {
            case LPAR -> Kind.RPAR;
            case LSQB -> Kind.RSQB;
            default -> Kind.RBRACE;
        };
    }

    private Diagnostic.Place place(Bracket bracket, String words) {
        return new Diagnostic.Place(in.file, at(bracket.at, 1), words);
    }

    /** Some characters of a line. */
    static Span at(Reader.Point start, int count) {
        return new Span(start.line(), start.column(), start.line(), start.column() + count);
    }

    private boolean end() {
        strings.refuseOpen();
        if (!brackets.isEmpty() && mode != Mode.FRAGMENT) {
            Bracket bracket = brackets.peek();
            throw in.failure(
                    "unclosed-bracket",
                    "`" + bracket.kind.text() + "` was never closed",
                    at(bracket.at, 1),
                    "opened here",
                    "add `" + closing(bracket.kind).text() + "` where it should end");
        }
        if (!atLineStart && !tokens.isEmpty()) {
            add(Kind.NEWLINE, in.point());
        }
        for (int i = 0; i < indents.depth(); i++) {
            add(Kind.DEDENT, in.point());
        }
        add(Kind.END, in.point());
        return false;
    }

    /** Adds the token that goes from {@code start} to here. */
    void add(Kind kind, Reader.Point start) {
        String text = switch (kind) {
            case NUMBER, STRING, FSTRING_START, FSTRING_MIDDLE, FSTRING_END ->
                in.text.substring(start.offset(), in.pos);
            default -> kind.text();
        };
        add(kind, text, start);
    }

    /** Adds a token whose text is not as it is written. */
    void add(Kind kind, String text, Reader.Point start) {
        tokens.add(new Token(kind, text, in.since(start), start.offset(), in.pos));
    }
}
