package dev.jaculus.server;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The folder with everything that was built: the jar, {@code lib}, {@code ext}, {@code version}. */
public record Home(Path folder) {
    /** {@code JACULUS_HOME}, else where the jar is. */
    public static Home of(Map<String, String> environment) {
        String named = environment.getOrDefault("JACULUS_HOME", "");
        if (!named.isEmpty()) {
            return new Home(Path.of(named).toAbsolutePath());
        }
        try {
            Path code = Path.of(Home.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new Home(code.toAbsolutePath().getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // a code source's location is a well-formed URL
        }
    }

    /** The identity of this compiler: a hash of all that has a say in the bytes of a kernel. */
    public String version() throws IOException {
        return Files.readString(folder.resolve("version")).strip();
    }

    /** Enough of the version to tell servers of different builds apart. */
    public String shortVersion() throws IOException {
        String version = version();
        return version.substring(0, Math.min(8, version.length()));
    }

    public Path library(String name) {
        return folder.resolve("lib").resolve(name);
    }
}
