package dev.jaculus.syntax.parser;

import java.util.ArrayList;
import java.util.List;

/** Decodes the backslashes of strings. */
final class Escapes {
    private Escapes() {}

    /** An escape that stands for nothing; {@code at} counts in the text that was decoded. */
    static final class Bad extends Exception {
        final int at;
        final int length;

        Bad(String message, int at, int length) {
            super(message, null, false, false);
            this.at = at;
            this.length = length;
        }
    }

    /** The characters of a string's text. */
    static String string(String text) throws Bad {
        int at = text.indexOf('\\');
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        while (at >= 0) {
            out.append(text, from, at);
            from = escape(text, at, out, true);
            at = text.indexOf('\\', from);
        }
        return out.append(text, from, text.length()).toString();
    }

    /** The bytes of a bytes literal's text, which is ASCII. */
    static List<Byte> bytes(String text, boolean raw) throws Bad {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c >= 128) {
                throw new Bad("bytes can hold only ASCII characters and escapes", at, 1);
            }
            if (c == '\\' && !raw) {
                at = escape(text, at, out, false);
            } else {
                out.append(c);
                at++;
            }
        }
        List<Byte> bytes = new ArrayList<>(out.length());
        for (int i = 0; i < out.length(); i++) {
            bytes.add((byte) out.charAt(i));
        }
        return List.copyOf(bytes);
    }

    /** Decodes one escape and gives the place behind it. */
    private static int escape(String text, int at, StringBuilder out, boolean unicode) throws Bad {
        if (at + 1 >= text.length()) {
            out.append('\\'); // before a field of an f-string
            return at + 1;
        }
        char c = text.charAt(at + 1);
        int plain = "\n\\'\"abfnrtv".indexOf(c);
        if (plain == 0) {
            return at + 2; // the line goes on
        }
        if (plain > 0) {
            out.append("\n\\'\"\u0007\b\f\n\r\t\u000B".charAt(plain));
            return at + 2;
        }
        if (c >= '0' && c <= '7') {
            return octal(text, at, out);
        }
        if (c == 'x') {
            return hex(text, at, 2, out);
        }
        if (unicode && c == 'u') {
            return hex(text, at, 4, out);
        }
        if (unicode && c == 'U') {
            return hex(text, at, 8, out);
        }
        if (unicode && c == 'N') {
            return named(text, at, out);
        }
        out.append('\\'); // an unknown escape is kept as it is
        return at + 1;
    }

    private static int octal(String text, int at, StringBuilder out) {
        int end = at + 1;
        int value = 0;
        while (end < text.length() && end < at + 4 && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
            value = value * 8 + text.charAt(end++) - '0';
        }
        out.append((char) value);
        return end;
    }

    private static int hex(String text, int at, int digits, StringBuilder out) throws Bad {
        int end = at + 2;
        int value = 0;
        while (end < text.length() && end < at + 2 + digits && isHex(text.charAt(end))) {
            value = value * 16 + Character.digit(text.charAt(end++), 16);
        }
        if (end < at + 2 + digits) {
            throw new Bad("\\" + text.charAt(at + 1) + " needs " + digits + " hexadecimal digits", at, end - at);
        }
        if (value < 0 || value > Character.MAX_CODE_POINT) {
            throw new Bad("there is no character with this number", at, end - at);
        }
        out.appendCodePoint(value);
        return end;
    }

    private static boolean isHex(char c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    private static int named(String text, int at, StringBuilder out) throws Bad {
        int close = text.indexOf('}', at);
        if (at + 2 >= text.length() || text.charAt(at + 2) != '{' || close < 0) {
            throw new Bad("\\N needs a character's name in braces", at, 2);
        }
        String name = text.substring(at + 3, close);
        int c = CharacterNames.find(name);
        if (c < 0) {
            throw new Bad("no character has this name", at, close + 1 - at);
        }
        out.appendCodePoint(c);
        return close + 1;
    }
}
