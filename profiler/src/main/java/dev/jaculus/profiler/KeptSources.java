package dev.jaculus.profiler;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jaculus.profiler.model.Source;
import dev.jaculus.profiler.model.SourceFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts that are in no file (cells of a notebook, what was typed), by the name under which they were compiled.
 *
 * <p>The program writes them beside its samples, each into a file below {@code sources}: the first line is that name, the
 * second the name for people, the rest is the text.
 */
record KeptSources(Map<String, Kept> byName) {
    record Kept(String shown, List<String> lines) {}

    static KeptSources read(Path samples) throws IOException {
        Map<String, Kept> found = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(samples.resolve("sources"))) {
            for (Path file : files) {
                List<String> lines =
                        new String(Files.readAllBytes(file), UTF_8).lines().toList();
                if (lines.size() > 1) {
                    found.put(lines.get(0), new Kept(lines.get(1), lines.subList(2, lines.size())));
                }
            }
        } catch (NotDirectoryException | java.nio.file.NoSuchFileException e) {
            return new KeptSources(Map.of()); // everything was in files
        }
        return new KeptSources(found);
    }

    /** The source of a file, as it was when the program ran. */
    SourceFile source(String path, Instant started) {
        Kept kept = byName.get(path);
        return kept == null
                ? new SourceFile(path, path, Source.read(path, started))
                : new SourceFile(path, kept.shown(), new Source.Text(kept.lines()));
    }
}
