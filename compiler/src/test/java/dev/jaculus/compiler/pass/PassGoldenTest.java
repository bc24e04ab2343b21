package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.Golden;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Printer;
import dev.jaculus.compiler.ir.Reader;
import dev.jaculus.compiler.ir.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each {@code golden/pass/NAME/CASE.ir} holds IR, {@code ; after}, and what the pass NAME makes of it. */
class PassGoldenTest {
    private static final String AFTER = "\n; after\n";

    @TestFactory
    Stream<DynamicTest> eachCase() throws IOException {
        Path folder = Golden.FOLDER.resolve("pass");
        List<Path> cases;
        try (Stream<Path> files = Files.walk(folder)) {
            cases = files.filter(p -> p.toString().endsWith(".ir")).sorted().toList();
        }
        return cases.stream()
                .map(p -> DynamicTest.dynamicTest(folder.relativize(p).toString(), () -> check(p)));
    }

    private static void check(Path file) throws IOException {
        String text = Files.readString(file);
        int end = text.indexOf(AFTER);
        String before = end < 0 ? text.stripTrailing() + "\n" : text.substring(0, end);
        String name = file.getParent().getFileName().toString();
        Pass pass = Passes.PASSES.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no pass " + name));
        Module module = Reader.module(before);
        Verifier.check(module);
        Module after = pass.run(module);
        Verifier.check(after);
        Golden.check(Golden.FOLDER.relativize(file).toString(), before + AFTER + Printer.print(after));
    }
}
