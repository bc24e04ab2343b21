package dev.jaculus.syntax.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.diagnostic.Renderer;
import dev.jaculus.syntax.parser.Parser;
import dev.jaculus.syntax.source.SourceFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The parser's oracle: for every file of the standard library and of NumPy our tree is CPython's, places included, and
 * what CPython refuses we refuse. {@code ast.parse} does no more than parse: what CPython refuses only later, in its
 * symbol table or compiler ({@code return} outside a function, a parameter given twice), is no syntax error here either.
 */
final class SameTreeAsCPythonTest {
    private static final int SHOWN = 5;

    private static List<Python> pythons;

    private final AtomicInteger same = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger undecodable = new AtomicInteger();
    private final List<String> differences = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void findPython() {
        pythons = Python.all();
        assertTrue(!pythons.isEmpty(), "no Python >= 3.11 on the path or in JACULUS_PYTHON");
    }

    @Test
    void ofTheStandardLibrary() {
        Python python = pythons.getFirst();
        compareAll(python, python.standardLibrary(), "the standard library");
        assertTrue(same.get() > 500, "only " + same + " files");
    }

    @Test
    void ofNumPy() {
        Optional<Path> numpy =
                pythons.stream().flatMap(python -> python.numpy().stream()).findFirst();
        assumeTrue(numpy.isPresent(), "no Python here has NumPy");
        compareAll(pythons.getFirst(), numpy.get(), "NumPy");
        assertTrue(same.get() > 100, "only " + same + " files");
    }

    /** What the goldens hold is right when CPython says the same; the newest syntax is only in them. */
    @Test
    void ofTheGoldens() {
        Python python = pythons.getFirst();
        assumeTrue(python.minor() >= 13, python + " does not know all of their syntax");
        compareAll(python, Path.of("src/test/golden/trees").toAbsolutePath(), "the goldens");
    }

    /** Syntax that 3.14 brought. */
    private static boolean isNew(Path path, Python python) {
        String name = path.getFileName().toString();
        return python.minor() < 14 && (name.equals("tstrings.py") || name.equals("except_without_parentheses.py"));
    }

    private void compareAll(Python python, Path folder, String what) {
        long start = System.nanoTime();
        int parts = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
        List<Thread> threads = IntStream.range(0, parts)
                .mapToObj(part -> Thread.ofPlatform().start(() -> comparePart(python, folder, part, parts)))
                .toList();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        System.out.printf(
                "%s of %s: %d files have the same tree, %d are refused by both, %d differ, %d are no text; %.1f s%n",
                what,
                python,
                same.get(),
                refused.get(),
                differences.size(),
                undecodable.get(),
                (System.nanoTime() - start) / 1e9);
        assertEquals(
                "",
                String.join("\n", differences.stream().limit(SHOWN).toList()),
                () -> differences.size() + " differences (- CPython, + ours)");
    }

    private void comparePart(Python python, Path folder, int part, int parts) {
        List<String> arguments = List.of("hashes", Integer.toString(part), Integer.toString(parts), folder.toString());
        int status = python.run(arguments, line -> compare(python, line.split("\t", 3)));
        if (status != 0) {
            differences.add("dump_ast.py ended with status " + status);
        }
    }

    private void compare(Python python, String[] fields) {
        Path path = Path.of(fields[0]);
        String expected = fields[2];
        if (expected.equals("undecodable")) {
            undecodable.incrementAndGet();
            return;
        }
        boolean valid = !expected.startsWith("error");
        try {
            String dump = dump(python, path, fields[1]);
            if (isNew(path, python)) {
                same.incrementAndGet();
            } else if (!valid) {
                differences.add(path + ": accepted, but CPython says " + expected);
            } else if (hash(dump).equals(expected)) {
                same.incrementAndGet();
            } else {
                differences.add(path + ": "
                        + firstDifference(python.tree(path), dump.lines().toList()));
            }
        } catch (Diagnostic.Failure failure) {
            if (valid) {
                differences.add(Renderer.render(failure.diagnostic()));
            } else {
                refused.incrementAndGet();
            }
        } catch (RuntimeException | IOException | StackOverflowError e) {
            differences.add(path + ": " + e);
        }
    }

    private static String dump(Python python, Path path, String encoding) throws IOException {
        Charset charset = Charset.forName(encoding.replace("-sig", ""));
        String text = new String(Files.readAllBytes(path), charset);
        SourceFile file = new SourceFile(path.toString(), text);
        return TreeDump.of(Parser.module(file), text, 1, python.fstringPlaces());
    }

    private static String firstDifference(List<String> theirs, List<String> ours) {
        int i = 0;
        String node = "";
        while (i < Math.min(theirs.size(), ours.size()) && theirs.get(i).equals(ours.get(i))) {
            node = ours.get(i).matches("\\w+ \\d+:.*") ? ours.get(i) : node;
            i++;
        }
        String their = i < theirs.size() ? theirs.get(i) : "the end";
        String our = i < ours.size() ? ours.get(i) : "the end";
        return "line " + (i + 1) + " of the dump, after " + node + "\n  - " + their + "\n  + " + our;
    }

    private static String hash(String dump) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest(dump.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
