package dev.jaculus.explain.wait;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A memory operand.
 *
 * @param base a whole register, or empty
 * @param index a whole register, or empty
 */
record Memory(String base, String index, int scale, long displacement) {
    private static final Pattern FORM =
            Pattern.compile("(?:%[fg]s:)?(-?\\d*)\\((%\\w+)?(?:,\\s?(%\\w+)(?:,\\s?(\\d))?)?\\)");
    private static final Pattern INDEX_ONLY = Pattern.compile("(-?\\d*)\\(,\\s?(%\\w+)(?:,\\s?(\\d))?\\)");

    /** Reads an operand; empty when it is no memory. */
    static Optional<Memory> of(String operand) {
        Matcher alone = INDEX_ONLY.matcher(operand);
        if (alone.matches()) {
            return Optional.of(
                    new Memory("", Registers.whole(alone.group(2)), number(alone.group(3), 1), displacement(alone)));
        }
        Matcher form = FORM.matcher(operand);
        if (!form.matches()) {
            return Optional.empty();
        }
        String base = form.group(2) == null ? "" : Registers.whole(form.group(2));
        String index = form.group(3) == null ? "" : Registers.whole(form.group(3));
        return Optional.of(new Memory(base, index, number(form.group(4), 1), displacement(form)));
    }

    private static int number(String text, int otherwise) {
        return text == null || text.isEmpty() ? otherwise : Integer.parseInt(text);
    }

    private static long displacement(Matcher matcher) {
        String text = matcher.group(1);
        return text.isEmpty() || text.equals("-") ? 0 : Long.parseLong(text);
    }
}
