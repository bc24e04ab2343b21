package dev.jaculus.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;

/** The folder with everything that was built: the jar, {@code lib}, {@code ext}, {@code version}. */
public record Home(Path folder) {
    /** {@code JACULUS_HOME}, else where the jar is. */
    public static Home of(Map<String, String> environment) {
        String named = environment.getOrDefault("JACULUS_HOME", "");
        if (!named.isEmpty()) {
            return new Home(Path.of(named).toAbsolutePath());
        }
        // A trained start does not know where its classes came from, but was given the jar by its path.
        CodeSource code = Home.class.getProtectionDomain().getCodeSource();
        Path jar = code == null || code.getLocation() == null
                ? Path.of(System.getProperty("java.class.path"))
                : Path.of(URI.create(code.getLocation().toString()));
        return new Home(jar.toAbsolutePath().getParent());
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
