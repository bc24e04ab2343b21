package dev.jaculus.syntax.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.diagnostic.Renderer;
import dev.jaculus.syntax.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the user reads: {@code golden/errors/ID.py} holds programs with a mistake, with lines {@code # ---} between them,
 * and {@code ID.txt} their messages. {@code -Dupdate} rewrites those.
 */
final class ErrorGoldenTest {
    private static final Path FOLDER = Path.of("src/test/golden/errors");
    private static final String SEPARATOR = "# ---\n";

    @TestFactory
    Stream<DynamicTest> messages() throws IOException {
        return Golden.files(FOLDER).map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        StringBuilder out = new StringBuilder();
        String text = Files.readString(file);
        for (String program : List.of(text.split(SEPARATOR, -1))) {
            SourceFile source = new SourceFile("a.py", program);
            Diagnostic.Failure failure = assertThrows(Diagnostic.Failure.class, () -> Parser.module(source), program);
            assertEquals(Diagnostic.Kind.SYNTAX, failure.diagnostic().kind());
            out.append(out.isEmpty() ? "" : "\n")
                    .append(Renderer.render(failure.diagnostic()))
                    .append('\n');
        }
        Golden.compare(file, out.toString());
    }

    @Test
    void eachIdHasItsFile() throws IOException {
        Set<String> used = new TreeSet<>();
        Pattern id = Pattern.compile("(?:failure|of|diagnostic)\\(\\s*\"([a-z]+(?:-[a-z]+)+)\"");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher matcher = id.matcher(Files.readString(source));
                while (matcher.find()) {
                    used.add(matcher.group(1));
                }
            }
        }
        Set<String> covered = new TreeSet<>();
        Golden.files(FOLDER).forEach(file -> covered.add(Golden.name(file)));
        assertEquals(used, covered);
    }
}
