package dev.jaculus.profiler.samples;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code /proc/PID/maps} that holds code.
 *
 * @param path what is mapped; empty for memory without a file
 */
public record Mapping(long start, long end, long offset, String path) {
    private static final Pattern LINE =
            Pattern.compile("(\\p{XDigit}+)-(\\p{XDigit}+) (....) (\\p{XDigit}+) \\S+ \\S+\\s*(.*)");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");
    private static final String DELETED = " (deleted)";

    /** The mapping in a line, if it is one and may be executed. */
    public static Optional<Mapping> parse(String line) {
        Matcher m = LINE.matcher(line);
        if (!m.matches() || m.group(3).charAt(2) != 'x') {
            return Optional.empty();
        }
        String path = ESCAPED.matcher(m.group(5))
                .replaceAll(e -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(e.group(1), 8))));
        if (path.endsWith(DELETED)) {
            path = path.substring(0, path.length() - DELETED.length()); // perhaps it was replaced by its equal
        }
        return Optional.of(new Mapping(number(m.group(1)), number(m.group(2)), number(m.group(4)), path));
    }

    private static long number(String hexadecimal) {
        return Long.parseUnsignedLong(hexadecimal, 16);
    }

    boolean holds(long address) {
        return Long.compareUnsigned(address, start) >= 0 && Long.compareUnsigned(address, end) < 0;
    }
}
