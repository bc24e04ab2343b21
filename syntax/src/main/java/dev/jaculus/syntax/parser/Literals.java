package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Expr.Literal;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** The values of numbers. */
final class Literals {
    /** CPython refuses longer decimal numbers, for their conversion is quadratic. */
    private static final int MAX_DIGITS = 4300;

    private final Cursor in;

    Literals(Rules rules) {
        this.in = rules.in;
    }

    Expr.Constant number() {
        Token token = in.expect(Kind.NUMBER);
        return new Expr.Constant(value(token), Optional.empty(), token.span());
    }

    private Literal value(Token token) {
        String text = token.text().replace("_", "").toLowerCase(Locale.ROOT);
        if (text.startsWith("0x")) {
            return new Literal.Int(new BigInteger(text.substring(2), 16));
        }
        if (text.startsWith("0o")) {
            return new Literal.Int(new BigInteger(text.substring(2), 8));
        }
        if (text.startsWith("0b")) {
            return new Literal.Int(new BigInteger(text.substring(2), 2));
        }
        if (text.endsWith("j")) {
            return new Literal.Imaginary(Double.parseDouble(text.substring(0, text.length() - 1)));
        }
        if (text.contains(".") || text.contains("e")) {
            return new Literal.Float(Double.parseDouble(text));
        }
        if (text.length() > MAX_DIGITS) {
            throw in.failure(
                    "bad-number",
                    "this number has more than " + MAX_DIGITS + " digits",
                    token.span(),
                    "",
                    "write it with 0x");
        }
        return new Literal.Int(new BigInteger(text));
    }
}
