package dev.jaculus.llvm.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jaculus.llvm.CodeOptions;
import dev.jaculus.llvm.Loaded;
import dev.jaculus.llvm.Toolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each text of {@code images/} becomes a library, at two levels, and does what its comments say:
 * {@code ; call: 3 4 -> 7}. Each of {@code refused/} is refused with the message of its first line.
 */
class ImageTest {
    static final Toolchain LLVM = Toolchain.open(Path.of(System.getProperty("jaculus.libllvm")));
    static final LinkOptions ALONE = new LinkOptions(List.of("libm.so.6"), List.of("jaculus_entry"), "");

    private static final Path TEXTS = Path.of("src/test/resources");
    private static final String CALL = "; call: ";

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> images() throws IOException {
        return texts("images")
                .flatMap(file -> Stream.of(0, 3)
                        .map(level -> dynamicTest(file.getFileName() + " -O" + level, () -> check(file, level))));
    }

    private static void check(Path file, int level) throws Throwable {
        String text = Files.readString(file);
        byte[] library = LLVM.sharedObject(text, CodeOptions.HOST.withLevel(level), ALONE);
        List<String> calls = text.lines()
                .filter(l -> l.startsWith(CALL))
                .map(l -> l.substring(CALL.length()))
                .toList();
        assertFalse(calls.isEmpty(), "a call to check");
        try (Loaded kernel = new Loaded(library, folder)) {
            for (String call : calls) {
                String[] sides = call.split(" -> ", -1);
                long[] arguments = Arrays.stream(sides[0].split(" ", -1))
                        .mapToLong(ImageTest::bits)
                        .toArray();
                assertEquals(shown(bits(sides[1]), sides[1]), shown(kernel.call(arguments), sides[1]), call);
            }
        }
    }

    private static long bits(String number) {
        return number.contains(".") ? Double.doubleToLongBits(Double.parseDouble(number)) : Long.parseLong(number);
    }

    private static String shown(long bits, String like) {
        return like.contains(".") ? Double.toString(Double.longBitsToDouble(bits)) : Long.toString(bits);
    }

    @TestFactory
    Stream<DynamicTest> refused() throws IOException {
        return texts("refused")
                .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                    String text = Files.readString(file);
                    String message = text.lines().findFirst().orElseThrow().substring(2);
                    Exception e = assertThrows(
                            LinkException.class, () -> LLVM.sharedObject(text, CodeOptions.HOST.withLevel(0), ALONE));
                    assertTrue(e.getMessage().contains(message), e.getMessage());
                }));
    }

    @Test
    void whatIsNoObjectFileIsRefused() {
        assertThrows(LinkException.class, () -> SharedObject.link(new byte[100], ALONE));
        assertThrows(LinkException.class, () -> SharedObject.link(new byte[0], ALONE));
        byte[] library = LLVM.sharedObject(text("images/libm.ll"), CodeOptions.HOST, ALONE);
        assertThrows(LinkException.class, () -> SharedObject.link(library, ALONE));
    }

    @Test
    void unknownRelocationsAreNamed() {
        assertTrue(assertThrows(LinkException.class, () -> RelocationType.of(99))
                .getMessage()
                .contains("99"));
        assertEquals("R_X86_64_64", RelocationType.R64.spelling());
        assertEquals("R_X86_64_REX_GOTPCRELX", RelocationType.REX_GOTPCRELX.spelling());
    }

    @Test
    void onlyTheEntryCanBeLookedUp() throws IOException {
        byte[] library = LLVM.sharedObject(text("images/many_functions.ll"), CodeOptions.HOST, ALONE);
        try (Loaded kernel = new Loaded(library, folder)) {
            assertTrue(kernel.exports("jaculus_entry"));
            assertFalse(kernel.exports("fibonacci"));
        }
    }

    @Test
    void zerosTakeNoRoomInTheFile() {
        assertTrue(LLVM.sharedObject(text("images/zeros.ll"), CodeOptions.HOST, ALONE).length < 40_000);
    }

    @Test
    void aMissingLibraryFailsAtLoadTime() {
        LinkOptions missing = new LinkOptions(List.of("libnot_there.so"), List.of("jaculus_entry"), "");
        byte[] library = LLVM.sharedObject(text("images/libm.ll"), CodeOptions.HOST, missing);
        assertThrows(IllegalArgumentException.class, () -> new Loaded(library, folder).close());
    }

    static String text(String name) {
        try {
            return Files.readString(TEXTS.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> texts(String kind) throws IOException {
        try (Stream<Path> files = Files.list(TEXTS.resolve(kind))) {
            return files.sorted().toList().stream();
        }
    }
}
