package dev.jaculus.host.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jaculus.host.Jaculus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * Compiles and calls what the comments of the programs in {@code run/} say ({@link RunLine}). A new test is a new file or
 * line there; {@code -Drun=dither} runs only the programs whose names contain that.
 */
class RunTest {
    private static final Jaculus JACULUS =
            Jaculus.open(Path.of(System.getProperty("jaculus.lib")).getParent());

    @TestFactory
    Stream<DynamicContainer> programs() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/run"))) {
            List<Path> programs = files.filter(f -> f.toString().endsWith(".py"))
                    .filter(f -> f.getFileName().toString().contains(System.getProperty("run", "")))
                    .sorted()
                    .toList();
            return programs.stream().map(RunTest::program);
        }
    }

    private static DynamicContainer program(Path program) {
        try {
            return DynamicContainer.dynamicContainer(
                    program.getFileName().toString(),
                    RunLine.of(Files.readString(program))
                            .map(line -> dynamicTest(line.text(), () -> {
                                RunLine.Outcome outcome = line.run(JACULUS, program);
                                assertEquals(outcome.expected(), outcome.actual(), program + ":" + line.number());
                            })));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
