package dev.jaculus.compiler.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.compiler.Golden;
import dev.jaculus.compiler.request.Request;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.diagnostic.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each diagnostic has a failing program in {@code golden/errors}, named by its id, and its text beside it. */
class ErrorsTest {
    private static final Path FOLDER = Golden.FOLDER.resolve("errors");

    private static List<Path> programs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".py"))
                    .sorted()
                    .toList();
        }
    }

    private static String id(Path program) {
        String name = program.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }

    @TestFactory
    Stream<DynamicTest> programsFailAsTheirNamesSay() throws IOException {
        return programs().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        String first = Files.readAllLines(file).getFirst();
        Matcher infer = Pattern.compile("# infer: (\\w+)\\((.*)\\)").matcher(first);
        assertTrue(infer.find(), first);
        Request request = Programs.request(file, infer.group(1), Programs.types(infer.group(2)));
        Matcher declared = Pattern.compile(" -> (\\w+)").matcher(first);
        if (declared.find()) {
            request = new Request(
                    request.functions(),
                    request.root(),
                    request.arguments(),
                    Optional.of(Programs.types(declared.group(1)).getFirst()),
                    request.library());
        }
        Request wrong = request;
        Diagnostic diagnostic = assertThrows(Diagnostic.Failure.class, () -> Inference.program(wrong))
                .diagnostic();
        assertEquals(id(file), diagnostic.id());
        String text = Renderer.render(diagnostic);
        assertTrue(text.lines().count() <= 8, text);
        assertTrue(diagnostic.help().isPresent(), "every diagnostic says what to do");
        Golden.check("errors/" + file.getFileName().toString().replace(".py", ".txt"), text);
    }

    @Test
    void everyDiagnosticHasAProgram() throws IOException {
        Path source = Path.of("src/main/java/dev/jaculus/compiler/infer/core/Errors.java");
        Matcher ids = Pattern.compile("(?:typing|fail|Diagnostic\\.of)\\(\\s*\"([a-z-]+)\"")
                .matcher(Files.readString(source));
        Set<String> defined = new TreeSet<>();
        while (ids.find()) {
            defined.add(ids.group(1));
        }
        // What a program alone does not show: Python has called an @overload, or a decorator had `locals` or
        // signatures. e2e has
        // all.
        defined.removeAll(Set.of("no-implementation", "local-type", "no-signature"));
        Set<String> shown = programs().stream().map(ErrorsTest::id).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(defined, shown);
    }
}
