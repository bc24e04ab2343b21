package dev.jaculus.compiler.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jaculus.compiler.Golden;
import dev.jaculus.compiler.tree.Program;
import dev.jaculus.compiler.tree.ProgramDump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Files in {@code golden/infer}: {@code # infer: f(int64)} names a kernel and its argument types; {@code # revealed: x: float64}
 * tells what the line makes of a variable, or of the result ({@code return}). The tree of each is in a golden beside it.
 */
class InferenceTest {
    private static final Path FOLDER = Golden.FOLDER.resolve("infer");
    private static final Pattern INFER = Pattern.compile("# infer: (\\w+)\\((.*)\\)");
    private static final Pattern REVEALED = Pattern.compile("# revealed: (.*)");

    @TestFactory
    Stream<DynamicTest> typesAreThoseOfNumba() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".py")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        StringBuilder trees = new StringBuilder();
        List<String> lines = Files.readAllLines(file);
        Reveal revealed = new Reveal();
        for (String line : lines) {
            Matcher infer = INFER.matcher(line);
            if (infer.find()) {
                Program program =
                        Inference.program(Programs.request(file, infer.group(1), Programs.types(infer.group(2))));
                trees.append(ProgramDump.of(program));
                program.functions().stream()
                        .filter(function -> !function.library())
                        .forEach(revealed::function);
            }
        }
        for (int number = 1; number <= lines.size(); number++) {
            Matcher expected = REVEALED.matcher(lines.get(number - 1));
            if (expected.find()) {
                assertEquals(expected.group(1).strip(), revealed.at(number), file.getFileName() + ":" + number);
            }
        }
        Golden.check("infer/" + file.getFileName().toString().replace(".py", ".tree"), trees.toString());
    }
}
