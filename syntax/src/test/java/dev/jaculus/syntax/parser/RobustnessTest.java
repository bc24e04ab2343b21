package dev.jaculus.syntax.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.diagnostic.Renderer;
import dev.jaculus.syntax.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever the text, the parser gives a tree or a diagnostic, and soon. */
final class RobustnessTest {
    private static final List<String> WORDS = List.of(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ":",
            ",",
            "\n",
            "\n    ",
            "\t",
            "\\",
            "\\\n",
            "'",
            "\"",
            "'''",
            "f'",
            "t\"",
            "rb'",
            "{x",
            "!r}",
            ":>{",
            "=",
            ":=",
            "==",
            "*",
            "**",
            "/",
            "->",
            "@",
            ".",
            "...",
            "#",
            "lambda",
            "if",
            "else",
            "for",
            "in",
            "not",
            "async",
            "await",
            "yield",
            "def f(",
            "class A",
            "match x:",
            "case",
            "type X",
            "except",
            "with (",
            "import",
            "0x",
            "1e",
            "1_",
            "0777",
            "\\N{",
            "\\x1",
            "\u00A0",
            "\uD83D\uDE00",
            "\uD800",
            "\0",
            "\f");

    /** A change of a text: some characters from somewhere are replaced. */
    private record Edit(int at, int length, String replacement) {
        String apply(String text) {
            int start = text.isEmpty() ? 0 : at % text.length();
            int end = Math.min(text.length(), start + length);
            return text.substring(0, start) + replacement + text.substring(end);
        }
    }

    private static void reads(String text) {
        SourceFile file = new SourceFile("a.py", text);
        try {
            Parser.module(file);
        } catch (Diagnostic.Failure failure) {
            Renderer.render(failure.diagnostic());
        }
        try {
            Parser.function(file);
        } catch (Diagnostic.Failure failure) {
            assertEquals(Diagnostic.Kind.SYNTAX, failure.diagnostic().kind());
        }
        Parser.lambdas(file);
    }

    @Provide
    Arbitrary<String> programs() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Golden.files(Path.of("src/test/golden/trees"))) {
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
        }
        return Arbitraries.of(texts);
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<Integer> at = Arbitraries.integers().between(0, 3000);
        Arbitrary<Integer> length = Arbitraries.integers().between(0, 8);
        Arbitrary<Edit> edit =
                Combinators.combine(at, length, Arbitraries.of(WORDS)).as(Edit::new);
        return edit.list().ofMinSize(1).ofMaxSize(4);
    }

    @Property(tries = 3000)
    void changedProgramsGiveATreeOrADiagnostic(@ForAll("programs") String program, @ForAll("edits") List<Edit> edits) {
        String text = program;
        for (Edit edit : edits) {
            text = edit.apply(text);
        }
        reads(text);
    }

    @Property(tries = 500)
    void programsThatAreCutOffGiveATreeOrADiagnostic(
            @ForAll("programs") String program, @ForAll("edits") List<Edit> edits) {
        int from = edits.getFirst().at() % (program.length() + 1);
        int to = edits.getLast().at() % (program.length() + 1);
        reads(program.substring(Math.min(from, to), Math.max(from, to)));
    }

    @Property(tries = 500)
    void anyTextGivesATreeOrADiagnostic(@ForAll String text) {
        reads(text);
    }

    /** Each of these nests as deep as it can on a thread with a quarter of Java's usual stack. */
    @Test
    void deepNestingIsToldAndNeverOverflowsTheStack() throws InterruptedException {
        List<String> deep = new ArrayList<>();
        for (String opening : List.of(
                "(",
                "[",
                "{",
                "{1:",
                "f(",
                "a[",
                "(lambda:",
                "-",
                "not ",
                "~(",
                "lambda: ",
                "2**",
                "(yield ",
                "x if y else ",
                "f'{",
                "f'{x:{",
                "await (",
                "*(",
                "print((",
                "[x for x in ",
                "a if (b) else -(",
                "not -~(",
                "(a:=",
                "(not lambda: ")) {
            deep.add("x = " + opening.repeat(1500));
        }
        deep.add("match x:\n case " + "(".repeat(1500));
        deep.add("match x:\n case " + "{1:".repeat(1500));
        deep.add("match x:\n case " + "A(".repeat(1500));
        deep.add("with " + "(".repeat(1500));
        deep.add("x = 1" + " + 1".repeat(20_000));
        deep.add("x = a" + ".a".repeat(20_000));
        deep.add("x = a" + "()".repeat(20_000));
        deep.add("if a: b\n" + "elif a: b\n".repeat(20_000));
        StringBuilder blocks = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            blocks.append(" ".repeat(i)).append("if x:\n");
        }
        deep.add(blocks.toString());
        for (String text : deep) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread thread = new Thread(null, () -> reads(text), "small stack", 256 * 1024);
            thread.setUncaughtExceptionHandler((_, e) -> thrown.set(e));
            thread.start();
            thread.join();
            assertNull(thrown.get(), text.substring(0, 30));
            assertThrows(Diagnostic.Failure.class, () -> Parser.module(new SourceFile("a.py", text)));
        }
    }

    @Test
    void bigFilesAreReadInLinearTime() {
        List<String> big = List.of(
                "x = a[i, j] + f(b, 'c') * 2.5\n".repeat(20_000),
                "x = [" + "1, ".repeat(100_000) + "]",
                "x = '😀'; " + "y = '😀'; ".repeat(20_000),
                "x = '" + "a\\n".repeat(100_000) + "'",
                "x = f'" + "{a}{{".repeat(20_000) + "'",
                "x = " + "'a' ".repeat(20_000),
                "x = b'" + "a".repeat(200_000) + "'",
                "f(lambda: 0)\n".repeat(5_000),
                "x".repeat(200_000),
                "\n".repeat(200_000) + "x");
        for (String text : big) {
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> reads(text), text.substring(0, 20));
        }
    }
}
