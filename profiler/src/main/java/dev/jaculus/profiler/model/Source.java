package dev.jaculus.profiler.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The text of a source file as it was when the program ran, or why it cannot be shown. */
public sealed interface Source {
    /** Line 1 is {@code lines.get(0)}. */
    record Text(List<String> lines) implements Source {
        public Text {
            lines = List.copyOf(lines);
        }
    }

    record Missing(String why) implements Source {}

    /** The text of a line; empty when there is none. */
    default String line(int number) {
        return this instanceof Text(List<String> lines) && number >= 1 && number <= lines.size()
                ? lines.get(number - 1)
                : "";
    }

    /** Reads a file that a program started at some time was compiled from. */
    static Source read(String path, Instant started) {
        Path file = Path.of(path);
        try {
            if (!Files.exists(file)) {
                boolean named =
                        path.startsWith("/") && !file.getFileName().toString().startsWith("<");
                return new Missing(named ? "the file is not there any more" : "their text is in no file");
            }
            if (Files.getLastModifiedTime(file).toInstant().isAfter(started)) {
                return new Missing("the file has changed since the program started");
            }
            // Whatever the encoding, a line has its place; only characters of other encodings look odd.
            return new Text(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            return new Missing("the file cannot be read");
        }
    }
}
