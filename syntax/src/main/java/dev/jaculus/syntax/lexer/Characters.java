package dev.jaculus.syntax.lexer;

import dev.jaculus.syntax.diagnostic.Diagnostic;
import java.util.Optional;

/** Characters that are in no Python program outside strings and comments: mostly pasted from a formatted text. */
final class Characters {
    private Characters() {}

    static Diagnostic.Failure unexpected(Reader in) {
        int c = in.text.codePointAt(in.pos);
        String shown = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0xA0
                ? "U+%04X".formatted(c)
                : "`" + Character.toString(c) + "`";
        Diagnostic diagnostic =
                in.diagnostic("bad-character", shown + " is not part of Python", in.ahead(1), "this character");
        return new Diagnostic.Failure(meant(c).map(diagnostic::withHelp).orElse(diagnostic));
    }

    private static Optional<String> meant(int c) {
        return Optional.ofNullable(
                switch (c) {
                    case '\u201C', '\u201D' -> "use a straight quote: \"";
                    case '\u2018', '\u2019' -> "use a straight quote: '";
                    case '\u2212', '\u2013', '\u2014' -> "did you mean `-`?";
                    case '\u00D7', '\u22C5' -> "did you mean `*`?";
                    case '\u00F7' -> "did you mean `/`?";
                    case '\u2264' -> "did you mean `<=`?";
                    case '\u2265' -> "did you mean `>=`?";
                    case '\u2260' -> "did you mean `!=`?";
                    case '\u00A0', '\u3000' -> "replace it with a plain space";
                    case '$' -> "a name has letters, digits and underscores only";
                    case '?' -> "Python has `a if test else b`";
                    default -> null;
                });
    }
}
