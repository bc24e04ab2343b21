package dev.jaculus.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares text with a file in {@code src/test/golden}. Run with {@code -Dupdate} to rewrite the file. */
public final class Golden {
    public static final Path FOLDER = Path.of("src", "test", "golden");

    private Golden() {}

    public static void check(String file, String actual) throws IOException {
        Path path = FOLDER.resolve(file);
        if (System.getProperty("update") != null) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, actual);
        }
        String expected = Files.exists(path) ? Files.readString(path) : "";
        assertEquals(expected, actual, () -> path + " differs; if this is right, run with -Dupdate");
    }
}
