package dev.jaculus.server.cache;

import java.nio.file.Path;
import java.util.Map;

/** Where programs with some environment keep their kernels; the Python package finds it by the same rules. */
public final class CacheFolder {
    private static final long DEFAULT_LIMIT_MB = 1024;

    private CacheFolder() {}

    public static Path of(Map<String, String> environment) {
        for (String name : new String[] {"JACULUS_CACHE_DIR", "NUMBA_CACHE_DIR"}) {
            String named = environment.getOrDefault(name, "");
            if (!named.isEmpty()) {
                return Path.of(named).toAbsolutePath();
            }
        }
        String base = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        return (base.isEmpty() ? home.resolve(".cache") : Path.of(base))
                .resolve("jaculus")
                .toAbsolutePath();
    }

    /** The bytes above which the longest unused kernels go: {@code JACULUS_CACHE_LIMIT_MB}. */
    public static long limit(Map<String, String> environment) {
        String given = environment.getOrDefault("JACULUS_CACHE_LIMIT_MB", "");
        return (given.matches("\\d{1,9}") ? Long.parseLong(given) : DEFAULT_LIMIT_MB) << 20;
    }
}
