package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The trees of the programs in {@code golden/trees}; {@code -Dupdate} rewrites them. */
final class TreeGoldenTest {
    @TestFactory
    Stream<DynamicTest> trees() throws IOException {
        return Golden.files(Path.of("src/test/golden/trees"))
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        SourceFile source = new SourceFile(file.toString(), Files.readString(file));
        Golden.compare(file, TreePrinter.print(Parser.module(source)));
    }
}
