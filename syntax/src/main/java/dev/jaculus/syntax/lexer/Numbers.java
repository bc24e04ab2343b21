package dev.jaculus.syntax.lexer;

import dev.jaculus.syntax.diagnostic.Diagnostic;

/** Finds the end of a number: {@code 1_000}, {@code 0x_ff}, {@code 1.5e-3}, {@code 2j}. */
final class Numbers {
    private final Reader in;

    Numbers(Reader in) {
        this.in = in;
    }

    /** Steps over the number that starts here. */
    void scan() {
        Reader.Point start = in.point();
        char next = Character.toLowerCase(in.peek(1));
        if (in.peek() == '0' && (next == 'x' || next == 'o' || next == 'b')) {
            prefixed(start, next == 'x' ? 16 : next == 'o' ? 8 : 2);
            return;
        }
        boolean whole = true;
        digits(start);
        if (in.peek() == '.') {
            whole = false;
            in.advance();
            if (isDigit(in.peek(), 10)) {
                digits(start);
            }
        }
        if (atExponent()) {
            whole = false;
            in.advance();
            if (in.peek() == '+' || in.peek() == '-') {
                in.advance();
            }
            digits(start);
        }
        if (in.peek() == 'j' || in.peek() == 'J') {
            in.advance();
        } else if (whole) {
            refuseLeadingZeros(start);
        }
        refuseWordAfter("decimal");
    }

    private void prefixed(Reader.Point start, int base) {
        in.advance();
        in.advance();
        if (in.peek() == '_') {
            in.advance();
        }
        String kind = base == 16 ? "hexadecimal" : base == 8 ? "octal" : "binary";
        if (!isDigit(in.peek(), base)) {
            throw bad("invalid " + kind + " number", start, "a digit is missing here");
        }
        digits(start, base);
        if (isDigit(in.peek(), 10)) {
            throw in.failure("bad-number", "invalid digit in " + kind + " number", in.ahead(1), "not a digit of it");
        }
        refuseWordAfter(kind);
    }

    private void digits(Reader.Point start) {
        digits(start, 10);
    }

    /** Digits with single underscores between them; none at all before a dot. */
    private void digits(Reader.Point start, int base) {
        while (isDigit(in.peek(), base)) {
            in.advance();
            if (in.peek() == '_') {
                in.advance();
                if (!isDigit(in.peek(), base)) {
                    throw bad("invalid number", start, "a digit must follow the underscore");
                }
            }
        }
    }

    /** An e is an exponent only with digits: {@code 1else} is a number and a word. */
    private boolean atExponent() {
        char sign = in.peek(1);
        return (in.peek() == 'e' || in.peek() == 'E')
                && (isDigit(sign, 10) || ((sign == '+' || sign == '-') && isDigit(in.peek(2), 10)));
    }

    private void refuseLeadingZeros(Reader.Point start) {
        String digits = in.text.substring(start.offset(), in.pos);
        if (digits.charAt(0) == '0' && digits.chars().anyMatch(c -> c != '0' && c != '_')) {
            throw new Diagnostic.Failure(
                    in.diagnostic("bad-number", "leading zeros are not permitted in numbers", in.since(start), "")
                            .withHelp("write 0o for an octal number, or drop the zeros"));
        }
    }

    /** A keyword may follow at once ({@code 1if x else 2}), a name may not. */
    private void refuseWordAfter(String kind) {
        if (!Identifiers.startsAt(in.text, in.pos)) {
            return;
        }
        for (String word : new String[] {"and", "else", "for", "if", "in", "is", "or", "not"}) {
            if (in.at(word)) {
                return;
            }
        }
        throw in.failure("bad-number", "invalid " + kind + " number", in.ahead(1), "a number cannot go on like this");
    }

    private Diagnostic.Failure bad(String message, Reader.Point start, String words) {
        return in.failure("bad-number", message, in.since(start), words);
    }

    private static boolean isDigit(char c, int base) {
        return c < 128 && Character.digit(c, base) >= 0;
    }
}
