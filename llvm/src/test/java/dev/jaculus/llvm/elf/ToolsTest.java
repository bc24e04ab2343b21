package dev.jaculus.llvm.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jaculus.llvm.CodeOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the usual tools see in a library. A tool that is not installed is not asked. */
class ToolsTest {
    @TempDir
    Path folder;

    @Test
    void readelfHasNothingToComplainAbout() throws Exception {
        for (String name : List.of("lines", "libm", "zeros", "pointers_to_data")) {
            String all = run("readelf", "--all", "--wide", library(name));
            assertFalse(all.contains("readelf:"), all);
        }
    }

    @Test
    void noMemoryIsWritableAndExecutable() throws Exception {
        String segments = run("readelf", "--segments", "--wide", library("function_pointers"));
        assertTrue(segments.contains(" R E "), segments);
        assertFalse(segments.contains("RWE"), segments);
        assertTrue(segments.contains("GNU_STACK"), segments);
        assertTrue(segments.contains("GNU_RELRO"), segments);
    }

    @Test
    void allNamesAreKeptAndStubsHaveTheirs() throws Exception {
        String names = run("readelf", "--symbols", "--wide", library("libm"));
        assertTrue(names.contains("sin@plt"), names);
        String functions = run("readelf", "--symbols", "--wide", library("many_functions"));
        assertTrue(functions.contains("fibonacci"), functions);
    }

    @Test
    void neededLibrariesAndOwnNameAreThere() throws Exception {
        LinkOptions options = new LinkOptions(List.of("liba.so", "libb.so"), List.of("jaculus_entry"), "libkernel.so");
        byte[] bytes = ImageTest.LLVM.sharedObject(ImageTest.text("images/libm.ll"), CodeOptions.HOST, options);
        String dynamic = run(
                "readelf",
                "--dynamic",
                Files.write(folder.resolve("named.so"), bytes).toString());
        assertTrue(dynamic.contains("Shared library: [liba.so]"), dynamic);
        assertTrue(dynamic.contains("Shared library: [libb.so]"), dynamic);
        assertTrue(dynamic.contains("soname: [libkernel.so]"), dynamic);
    }

    @Test
    void everyInstructionFindsItsLine() throws Exception {
        String library = library("lines");
        Matcher multiply = Pattern.compile("\\s*([0-9a-f]+):.*imul").matcher(run("objdump", "-d", library));
        assertTrue(multiply.find());
        assertEquals(
                "/somewhere/kernel.py:12",
                run("addr2line", "-e", library, multiply.group(1)).strip());
        Matcher divide = Pattern.compile("\\s*([0-9a-f]+):.*shr").matcher(run("objdump", "-d", library));
        assertTrue(divide.find());
        String frames = run("addr2line", "-i", "-e", library, divide.group(1));
        assertEquals("/somewhere/kernel.py:7\n/somewhere/kernel.py:13", frames.strip());
    }

    private String library(String name) throws IOException {
        byte[] bytes = ImageTest.LLVM.sharedObject(
                ImageTest.text("images/" + name + ".ll"), CodeOptions.HOST, ImageTest.ALONE);
        return Files.write(folder.resolve(name + ".so"), bytes).toString();
    }

    private static String run(String... command) throws Exception {
        assumeTrue(installed(command[0]), command[0] + " is not installed");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private static boolean installed(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
