package dev.jaculus.syntax.lexer;

import java.util.Comparator;
import java.util.stream.Stream;

/** The operators by their first character, the longest first: {@code **=} is not {@code **} and {@code =}. */
final class Operators {
    private static final Kind[][] BY_FIRST = new Kind[128][];

    static {
        for (int c = 0; c < BY_FIRST.length; c++) {
            int first = c;
            Stream<Kind> same = Kind.operators().filter(kind -> kind.text().charAt(0) == first);
            BY_FIRST[c] = same.sorted(
                            Comparator.comparingInt(kind -> -kind.text().length()))
                    .toArray(Kind[]::new);
        }
    }

    private Operators() {}

    /** The operator that starts here, or null. */
    static Kind at(Reader in) {
        char c = in.peek();
        if (c < BY_FIRST.length) {
            for (Kind kind : BY_FIRST[c]) {
                if (in.at(kind.text())) {
                    return kind;
                }
            }
        }
        return null;
    }
}
