package dev.jaculus.compiler.types;

import dev.jaculus.compiler.types.Type.Array;
import dev.jaculus.compiler.types.Type.Layout;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.compiler.types.Type.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the spelling of types that {@link Type}'s {@code toString} writes: the protocol's, which is Numba's. */
public final class TypeParser {
    private static final Map<String, Type> NAMES = new HashMap<>();

    static {
        Type.SCALARS.forEach(type -> NAMES.put(type.toString(), type));
        NAMES.put("none", Type.NONE);
        NAMES.put("unicode_type", Type.STR);
    }

    private final String text;
    private int at;

    private TypeParser(String text) {
        this.text = text;
    }

    /** The type cannot be read, or there is no such type yet. */
    public static final class NotAType extends Exception {
        NotAType(String message) {
            super(message);
        }
    }

    /** The type of this spelling. */
    public static Type parse(String text) throws NotAType {
        TypeParser parser = new TypeParser(text);
        Type type = parser.type();
        parser.end();
        return type;
    }

    private Type type() throws NotAType {
        String word = word();
        switch (word) {
            case "array" -> {
                return array(false);
            }
            case "unaligned" -> { // elements lie at any address anyway
                return type();
            }
            case "readonly" -> {
                expectWord("array");
                return array(true);
            }
            case "ellipsis" -> {
                return new Tuple(List.of(), Optional.of(Type.ELLIPSIS));
            }
            case "ListType" -> {
                expect('[');
                Type item = type();
                expect(']');
                return new Type.ListOf(item, true);
            }
            case "list" -> {
                return list();
            }
            case "reflected" -> {
                expectWord("list");
                return list();
            }
            case "datetime64" -> {
                return new Type.Datetime(unit());
            }
            case "timedelta64" -> {
                return new Type.Timedelta(unit());
            }
            case "UniTuple" -> {
                expect('(');
                Type item = type();
                expect(',');
                int count = number();
                expect(')');
                return new Tuple(Collections.nCopies(count, item));
            }
            case "OptionalType" -> {
                expect('(');
                Type item = type();
                expect(')');
                return new Type.Optional(item);
            }
            case "generator" -> {
                expect('(');
                Type item = type();
                expect(')');
                return new Type.Generator(item);
            }
            case "Instance" -> {
                expect('(');
                String name = word();
                expect(':');
                int index = number();
                expect(')');
                return new Type.Instance(name, index);
            }
            case "NamedTuple" -> {
                int colon = text.indexOf(',', at) < 0
                        ? text.indexOf(')', at)
                        : Math.min(text.indexOf(',', at), text.indexOf(')', at));
                Type.Names names = Type.Names.of(text.substring(at + 1, colon));
                at = colon;
                List<Type> items = new ArrayList<>();
                while (accept(',')) items.add(type());
                expect(')');
                return new Tuple(items, Optional.of(names));
            }
            case "slice" -> {
                return slice();
            }
            case "Tuple" -> {
                return new Tuple(items());
            }
            default -> {
                Type type = NAMES.get(word);
                if (type == null) {
                    throw new NotAType(
                            "`%s` is not a type that a kernel can use".formatted(word.isEmpty() ? text : word));
                }
                return type;
            }
        }
    }

    /** {@code <a:b>} or {@code <a:b:c>}. */
    private Type slice() throws NotAType {
        expect('<');
        int members = 0;
        do {
            word();
            members++;
        } while (accept(':'));
        expect('>');
        return new Tuple(Collections.nCopies(members, Type.INT64), Optional.of(Type.SLICE));
    }

    /** {@code [ns]}. */
    private String unit() throws NotAType {
        expect('[');
        String unit = word();
        expect(']');
        if (!TimeUnit.known(unit)) {
            throw new NotAType("`%s` is no unit of time".formatted(unit));
        }
        return unit;
    }

    /** {@code (int64)<iv=None>}: Numba shows the initial value of a list too. */
    private Type list() throws NotAType {
        expect('(');
        Type item = type();
        expect(')');
        if (accept('<')) {
            expectWord("iv");
            expect('=');
            expectWord("None");
            expect('>');
        }
        return new Type.ListOf(item, false);
    }

    private List<Type> items() throws NotAType {
        expect('(');
        List<Type> items = new ArrayList<>();
        while (!accept(')')) {
            if (!items.isEmpty()) {
                expect(',');
            }
            items.add(type());
        }
        return items;
    }

    /** {@code (float64, 2d, C)}, with a fourth part where the last axis is known. */
    private Array array(boolean readOnly) throws NotAType {
        expect('(');
        if (!(type() instanceof Scalar element)) {
            throw new NotAType("an array holds numbers: " + text);
        }
        expect(',');
        int rank = number();
        expectWord("d");
        expect(',');
        String letter = word();
        if (!List.of("A", "C", "F").contains(letter)) {
            throw new NotAType("a layout is C, F or A: " + text);
        }
        int last = accept(',') ? number() : 0;
        expect(')');
        return new Array(element, rank, Layout.valueOf(letter), readOnly, last);
    }

    // Pieces of text.

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private String word() {
        blanks();
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(start, at);
    }

    private void expectWord(String expected) throws NotAType {
        if (!word().equals(expected)) {
            throw new NotAType("`%s` is missing in %s".formatted(expected, text));
        }
    }

    private int number() throws NotAType {
        blanks();
        int start = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (start == at || at - start > 4) {
            throw new NotAType("a number is missing in " + text);
        }
        return Integer.parseInt(text.substring(start, at));
    }

    private boolean accept(char sign) {
        blanks();
        if (at < text.length() && text.charAt(at) == sign) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char sign) throws NotAType {
        if (!accept(sign)) {
            throw new NotAType("`%s` is missing in %s".formatted(sign, text));
        }
    }

    private void end() throws NotAType {
        blanks();
        if (at < text.length()) {
            throw new NotAType("`%s` is too much in %s".formatted(text.substring(at), text));
        }
    }
}
