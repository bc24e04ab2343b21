package dev.jaculus.server.cache;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a cache: a kernel, or a question that a request was answered with.
 *
 * @param function whose it is; "?" for those of older builds
 * @param used when it was last loaded, to a day
 */
public record Kept(Path path, String function, long bytes, Instant used) {
    private static final Pattern NAME = Pattern.compile("(?:([A-Za-z0-9_]{1,60})-)?[0-9a-f]{64}\\.(?:so|json)");

    /** The function in a file's name; none for a file that no cache has written. */
    static Optional<String> function(String name) {
        Matcher m = NAME.matcher(name);
        return m.matches() ? Optional.of(m.group(1) == null ? "?" : m.group(1)) : Optional.empty();
    }
}
