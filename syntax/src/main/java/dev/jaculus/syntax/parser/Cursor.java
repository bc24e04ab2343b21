package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import dev.jaculus.syntax.lexer.Tokens;
import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;

/** Where the parser is in the tokens, and how it complains. */
final class Cursor {
    /**
     * How deep expressions may nest. The parser recurses a dozen frames for each bracket (of which the lexer admits 200)
     * and fewer for the rest, so this fits a thread's default stack.
     */
    private static final int MAX_DEPTH = 600;

    /** How long a chain such as {@code a + b + c} may be: its tree is as deep, and whoever reads the tree recurses. */
    private static final int MAX_CHAIN = 3000;

    private final SourceFile file;
    private final Tokens source;
    private final List<Token> tokens;
    private int at;
    private Token last;
    private int depth;

    Cursor(SourceFile file, Tokens source) {
        this.file = file;
        this.source = source;
        this.tokens = source.list();
        this.last = tokens.getFirst();
    }

    Token peek() {
        return tokens.get(at);
    }

    Kind kind() {
        return tokens.get(at).kind();
    }

    /** The kind of a token further on, or before; the last token goes on for ever. */
    Kind kind(int ahead) {
        return tokens.get(Math.clamp(at + ahead, 0, tokens.size() - 1)).kind();
    }

    boolean at(Kind kind) {
        return kind() == kind;
    }

    /** True at a name that is a soft keyword in this place. */
    boolean atWord(String word) {
        return at(Kind.NAME) && peek().text().equals(word);
    }

    Token take() {
        Token token = tokens.get(at);
        if (token.kind() == Kind.ERROR) {
            throw new Diagnostic.Failure(source.problem().orElseThrow());
        }
        if (at < tokens.size() - 1) {
            at++;
        }
        if (!token.kind().isLayout()) {
            last = token;
        }
        return token;
    }

    boolean accept(Kind kind) {
        boolean found = at(kind);
        if (found) {
            take();
        }
        return found;
    }

    /** Takes a token that must come now. */
    Token expect(Kind kind) {
        if (!at(kind)) {
            throw unexpected("expected " + kind.described());
        }
        return take();
    }

    int mark() {
        return at;
    }

    /** Goes back, to read the same tokens another way. */
    void reset(int mark) {
        at = mark;
        int i = at - 1;
        while (i > 0 && tokens.get(i).kind().isLayout()) {
            i--;
        }
        last = tokens.get(Math.max(i, 0));
    }

    /** The place of what was read from a token on; the ends of lines and blocks are not part of anything. */
    Span since(Token start) {
        return start.span().to(last.span());
    }

    Span since(Span start) {
        return start.to(last.span());
    }

    /** The last token that was taken and is not layout. */
    Token last() {
        return last;
    }

    /** The source between two tokens, as it is written. */
    String text(int from, int to) {
        return source.text().substring(from, to);
    }

    /** True when the logical line that the cursor is in ends with a colon, as only the head of a block does. */
    boolean lineEndsWithColon() {
        int i = at;
        while (!tokens.get(i).kind().isLayout() && tokens.get(i).kind() != Kind.ERROR) {
            i++;
        }
        return i > at
                && tokens.get(i).kind() == Kind.NEWLINE
                && tokens.get(i - 1).kind() == Kind.COLON;
    }

    /** The kind of the token behind the bracket that closes the one the cursor is at. */
    Kind kindAfterBrackets() {
        int open = 0;
        int i = at;
        do {
            switch (tokens.get(i).kind()) {
                case LPAR, LSQB, LBRACE -> open++;
                case RPAR, RSQB, RBRACE -> open--;
                case END, ERROR -> {
                    return Kind.ERROR;
                }
                default -> {}
            }
            i++;
        } while (open > 0);
        return tokens.get(i).kind();
    }

    /** The spaces at the start of the present line. */
    Span indentOfLine() {
        Span here = peek().span();
        return new Span(here.line(), 0, here.line(), here.column());
    }

    /** Called where the parser is about to recurse; {@link #leave} undoes it. */
    void enter() {
        if (++depth > MAX_DEPTH) {
            throw tooDeep();
        }
    }

    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    /** After an attempt that failed half-way. */
    void depth(int value) {
        depth = value;
    }

    /** Refuses a chain of operators that makes too deep a tree. */
    void refuseLongChain(int length) {
        if (length > MAX_CHAIN) {
            throw tooDeep();
        }
    }

    Diagnostic.Failure tooDeep() {
        return failure("too-deep", "this is nested too deeply", peek().span(), "here", "split it with variables");
    }

    SourceFile file() {
        return file;
    }

    /** The present token fits nothing; says what was expected when that is one thing. */
    Diagnostic.Failure unexpected(String expected) {
        return unexpected(expected, Hints.at(this, expected));
    }

    Diagnostic.Failure unexpected(String expected, Optional<String> help) {
        Token token = peek();
        Optional<Diagnostic> cause = cause(token);
        if (cause.isPresent()) {
            return new Diagnostic.Failure(cause.get());
        }
        Diagnostic diagnostic = Diagnostic.of(
                "invalid-syntax",
                Diagnostic.Kind.SYNTAX,
                expected,
                new Diagnostic.Place(file, token.span(), Hints.words(token)));
        return new Diagnostic.Failure(help.map(diagnostic::withHelp).orElse(diagnostic));
    }

    /** The block of a statement is missing. */
    Diagnostic.Failure unexpectedBlock(Token head, String what) {
        Token token = peek();
        if (token.kind() == Kind.ERROR) {
            return unexpected("expected a block");
        }
        String message = "expected an indented block after " + what;
        String help = "write `pass` for a block that does nothing";
        if (token.kind().isLayout()) {
            return failure("expected-block", message, head.span(), "this needs a block", help);
        }
        Diagnostic diagnostic = Diagnostic.of(
                        "expected-block",
                        Diagnostic.Kind.SYNTAX,
                        message,
                        new Diagnostic.Place(file, token.span(), "not indented"))
                .withOther(new Diagnostic.Place(file, head.span(), "this needs a block"));
        return new Diagnostic.Failure(diagnostic.withHelp(help));
    }

    /** What cannot be read explains an error here; and so does what was opened before and is never closed. */
    private Optional<Diagnostic> cause(Token token) {
        return source.problem().filter(problem -> {
            Span place = problem.primary().span();
            boolean opened = switch (problem.id()) {
                case "unclosed-bracket" -> isBefore(place, token.span());
                case "unterminated-string" -> place.line() == token.span().line();
                default -> false;
            };
            return opened || token.kind() == Kind.ERROR;
        });
    }

    private static boolean isBefore(Span a, Span b) {
        return a.line() < b.line() || (a.line() == b.line() && a.column() < b.column());
    }

    Diagnostic.Failure failure(String id, String message, Span span, String words) {
        return new Diagnostic.Failure(
                Diagnostic.of(id, Diagnostic.Kind.SYNTAX, message, new Diagnostic.Place(file, span, words)));
    }

    Diagnostic.Failure failure(String id, String message, Span span, String words, String help) {
        return new Diagnostic.Failure(
                failure(id, message, span, words).diagnostic().withHelp(help));
    }
}
