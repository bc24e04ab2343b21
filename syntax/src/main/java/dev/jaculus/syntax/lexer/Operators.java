package dev.jaculus.syntax.lexer;

import java.util.ArrayList;
import java.util.List;

/** The operators by their first character, the longest first: {@code **=} is not {@code **} and {@code =}. */
final class Operators {
    private static final List<List<Kind>> BY_FIRST = new ArrayList<>();

    static {
        for (int c = 0; c < 128; c++) {
            BY_FIRST.add(new ArrayList<>());
        }
        for (int length = 3; length > 0; length--) {
            for (Kind kind : Kind.operators()) {
                if (kind.text().length() == length) {
                    BY_FIRST.get(kind.text().charAt(0)).add(kind);
                }
            }
        }
    }

    private Operators() {}

    /** The operator that starts here, or null. */
    static Kind at(Reader in) {
        char c = in.peek();
        if (c < BY_FIRST.size()) {
            for (Kind kind : BY_FIRST.get(c)) {
                if (in.at(kind.text())) {
                    return kind;
                }
            }
        }
        return null;
    }
}
