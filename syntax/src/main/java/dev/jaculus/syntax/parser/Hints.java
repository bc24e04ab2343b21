package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import java.util.Optional;

/** What the user may have meant, at a token that does not fit. Mostly habits from other languages. */
final class Hints {
    private Hints() {}

    /** @param expected the message, which names what the parser wanted */
    static Optional<String> at(Cursor in, String expected) {
        Kind before = in.kind(-1);
        return switch (in.kind()) {
            case EQUAL -> Optional.of("did you mean `==`?");
            case EXCLAMATION -> Optional.of("Python writes `not`");
            case AMPER -> before == Kind.AMPER ? Optional.of("Python writes `and`") : Optional.empty();
            case VBAR -> before == Kind.VBAR ? Optional.of("Python writes `or`") : Optional.empty();
            case NEWLINE -> doubled(before, in.kind(-2));
            default -> missing(in, expected);
        };
    }

    private static Optional<String> doubled(Kind last, Kind beforeLast) {
        if (last != beforeLast) {
            return Optional.empty();
        }
        return switch (last) {
            case PLUS -> Optional.of("Python writes `x += 1`");
            case MINUS -> Optional.of("Python writes `x -= 1`");
            default -> Optional.empty();
        };
    }

    private static Optional<String> missing(Cursor in, String expected) {
        boolean inBrackets = expected.endsWith("`)`") || expected.endsWith("`]`") || expected.endsWith("`}`");
        return inBrackets && Expressions.canStart(in.kind())
                ? Optional.of("is a comma missing before it?")
                : Optional.empty();
    }

    /** A token as a message shows it. */
    static String words(Token token) {
        return switch (token.kind()) {
            case NAME -> "this is the name `" + token.text() + "`";
            case NEWLINE -> "the line ends here";
            case DEDENT -> "the block ends here";
            case END -> "the file ends here";
            default -> "this is " + token.kind().described();
        };
    }
}
