package dev.jaculus.server.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whose process this is. */
public final class User {
    /** The user's number. */
    public static final int ID = read();

    private User() {}

    private static int read() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new IllegalStateException(e); // there is no Linux without it
        }
    }
}
