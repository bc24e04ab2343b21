package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Type;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** The words of IR text, for the {@link Reader}. Spaces between them do not matter; a semicolon starts a comment. */
final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
        this.text = text;
        skip();
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** Takes a piece of text if it comes next. */
    boolean accept(String piece) {
        if (!text.startsWith(piece, at)) {
            return false;
        }
        boolean word = Character.isLetter(piece.charAt(0));
        if (word && at + piece.length() < text.length() && isWord(text.charAt(at + piece.length()))) {
            return false;
        }
        at += piece.length();
        skip();
        return true;
    }

    void expect(String piece) {
        if (!accept(piece)) {
            throw wrong(piece);
        }
    }

    /** Letters and digits. */
    String word() {
        int start = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.isEmpty()) {
            throw wrong("a word");
        }
        skip();
        return word;
    }

    boolean isNext(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    int integer() {
        return (int) number();
    }

    long number() {
        String sign = accept("-") ? "-" : "";
        return Long.parseLong(sign + word());
    }

    /** A float in Java's spelling. */
    double real() {
        return Double.parseDouble(numeral());
    }

    /** A Double when it looks like one, else a Long. */
    Object literal() {
        String numeral = numeral();
        boolean real = numeral.indexOf('.') >= 0 || numeral.endsWith("NaN") || numeral.endsWith("Infinity");
        return real ? (Object) Double.valueOf(numeral) : (Object) Long.valueOf(numeral);
    }

    private String numeral() {
        int start = at;
        while (at < text.length() && ("+-.".indexOf(text.charAt(at)) >= 0 || isWord(text.charAt(at)))) {
            at++;
        }
        String numeral = text.substring(start, at);
        skip();
        return numeral;
    }

    /** A string in double quotes. */
    String quoted() {
        if (!isNext('"')) {
            throw wrong("a string");
        }
        var bytes = new ByteArrayOutputStream();
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                bytes.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
                at += 2;
            } else {
                bytes.write(text.charAt(at));
            }
        }
        at++;
        skip();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    Type type() {
        boolean readOnly = accept("readonly");
        String word = word();
        switch (word) {
            case "list" -> {
                expect("(");
                Type item = type();
                expect(")<iv=None>");
                return new Type.ListOf(item, false);
            }
            case "ListType" -> {
                expect("[");
                Type item = type();
                expect("]");
                return new Type.ListOf(item, true);
            }
            case "Instance" -> {
                expect("(");
                String name = word();
                expect(":");
                int index = integer();
                expect(")");
                return new Type.Instance(name, index);
            }
            case "generator" -> {
                expect("(");
                Type item = type();
                expect(")");
                return new Type.Generator(item);
            }
            case "none" -> {
                return Type.NONE;
            }
            case "Tuple" -> {
                List<Type> items = new ArrayList<>();
                expect("(");
                while (!accept(")")) {
                    items.add(type());
                    accept(",");
                }
                return new Type.Tuple(items);
            }
            case "UniTuple" -> {
                expect("(");
                Type item = type();
                expect(",");
                int count = integer();
                expect(")");
                return new Type.Tuple(Collections.nCopies(count, item));
            }
            default -> {}
        }
        if (!word.equals("array")) {
            for (Type.Scalar t : Type.SCALARS) {
                if (t.toString().equals(word)) {
                    return t;
                }
            }
            throw wrong("a type, not " + word);
        }
        expect("(");
        Type.Scalar element = (Type.Scalar) type();
        expect(",");
        String rank = word();
        expect(",");
        Type.Layout layout = Type.Layout.valueOf(word());
        int last = accept(",") ? integer() : 0;
        expect(")");
        return new Type.Array(element, Integer.parseInt(rank.substring(0, rank.length() - 1)), layout, readOnly, last);
    }

    IllegalArgumentException wrong(String wanted) {
        long line = text.substring(0, at).lines().count();
        String rest = text.substring(at).lines().findFirst().orElse("the end");
        return new IllegalArgumentException("line %d: expected %s before: %s".formatted(line, wanted, rest));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void skip() {
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == ';')) {
            if (text.charAt(at) == ';') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                at++;
            }
        }
    }
}
