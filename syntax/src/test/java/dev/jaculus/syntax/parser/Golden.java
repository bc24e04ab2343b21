package dev.jaculus.syntax.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files with programs, each with the expected text beside it. */
final class Golden {
    private Golden() {}

    static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> programs = files.filter(file -> file.toString().endsWith(".py"))
                    .sorted()
                    .toList();
            return programs.stream();
        }
    }

    static String name(Path file) {
        return file.getFileName().toString().replace(".py", "");
    }

    /** Compares with the text beside the program, or rewrites that when the tests run with {@code -Dupdate}. */
    static void compare(Path program, String actual) throws IOException {
        Path expected = program.resolveSibling(name(program) + ".txt");
        if (System.getProperty("update") != null) {
            Files.writeString(expected, actual);
        }
        assertEquals(Files.exists(expected) ? Files.readString(expected) : "", actual, expected.toString());
    }
}
