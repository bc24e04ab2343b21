package dev.jaculus.profiler.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.profiler.samples.AddressSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeCodeTest {
    private static final long BASE = 0x7f0000000000L;

    @TempDir
    Path folder;

    private static NativeCode mapped(String path) {
        String line = String.format("%x-%x r-xp 00000000 00:00 1 %s", BASE, BASE + 0x100000, path);
        return new NativeCode(AddressSpace.of(List.of(line)));
    }

    private static Optional<NativeFunction> at(String path) {
        return mapped(path).at(BASE + 0x10);
    }

    @Test
    void aLibraryIsNamedAsPeopleNameIt() {
        assertEquals(Optional.of(new NativeFunction("libm", "libm")), at("/lib/libm.so.6"));
        assertEquals(Optional.of(new NativeFunction("libm", "libm")), at("/lib/libm-2.31.so"));
        String numpy = "/v/lib/python3.13/site-packages/numpy/_core/_multiarray_umath.cpython-313-x86_64-linux-gnu.so";
        assertEquals(Optional.of(new NativeFunction("_multiarray_umath", "numpy")), at(numpy));
        String blas = "/v/lib/python3.13/site-packages/numpy.libs/libscipy_openblas64_-32a4b2a6.so";
        assertEquals("openblas", at(blas).orElseThrow().library());
        for (String python : List.of("/usr/bin/python3.13", "/opt/lib/libpython3.13t.so.1.0", "/usr/bin/python3")) {
            assertTrue(at(python).orElseThrow().isInterpreter(), python);
        }
        assertEquals("_python_thing", at("/x/_python_thing.so").orElseThrow().library());
        assertEquals(Optional.of(new NativeFunction("vdso", "vdso")), at("[vdso]"));
        assertEquals(Optional.empty(), at(""));
        assertEquals(Optional.empty(), mapped("/lib/libm.so.6").at(12));
    }

    /** A library with two functions, of which only one is exported. */
    private Path library(String... flags) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("a.c"), """
                static __attribute__((noinline)) int hidden(int x) { return x * x + 1; }
                int shown(int x) { return hidden(x) + hidden(x + 1); }
                """);
        Path file = folder.resolve("liba.so");
        List<String> command = new ArrayList<>(List.of("gcc", "-O1", "-shared", "-fPIC"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-o", file.toString(), source.toString()));
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
        return file;
    }

    /** The names of all addresses of the code, each once, in their order. */
    private static List<String> names(Path file) throws IOException {
        ElfFile.Named read = ElfFile.named(file).orElseThrow();
        return LongStream.range(0, Files.size(file))
                .mapToObj(read.names()::at)
                .flatMap(Optional::stream)
                .distinct()
                .filter(name -> List.of("hidden", "shown").contains(name))
                .toList();
    }

    @Test
    void functionsHaveTheNamesThatTheFileKnows() throws IOException, InterruptedException {
        assertEquals(List.of("hidden", "shown"), names(library()));
        assertEquals(List.of("shown"), names(library("-s")));
    }

    @Test
    void namesAreThoseOfTheSource() {
        assertEquals("DOUBLE_matmul", FunctionNames.shown("DOUBLE_matmul.isra.0"));
        assertEquals("np::sort::quick", FunctionNames.shown("_ZN2np4sort5quickIdEEvPT_l"));
        assertEquals("qsort_", FunctionNames.shown("_Z6qsort_I10zmm_vectorIdEEvPT1_m.constprop.0"));
        assertEquals("std::terminate", FunctionNames.shown("_ZSt9terminatev"));
        for (String odd : List.of("_ZN99short", "_ZN99999999999x", "_Z", "x.y", "_ZTV3abc")) {
            assertEquals(odd, FunctionNames.shown(odd));
        }
    }

    @Test
    void ofSeveralNamesTheShortestIsTaken() throws IOException, InterruptedException {
        Path source = folder.resolve("b.c");
        Files.writeString(source, """
                int root_of_all(int x) { return x + 1; }
                int root(int x) __attribute__((alias("root_of_all")));
                """);
        Path file = folder.resolve("libb.so");
        var compiler = new ProcessBuilder("gcc", "-shared", "-fPIC", "-o", file.toString(), source.toString());
        assertEquals(0, compiler.inheritIO().start().waitFor());
        ElfFile.Named read = ElfFile.named(file).orElseThrow();
        List<String> names = LongStream.range(0, Files.size(file))
                .mapToObj(read.names()::at)
                .flatMap(Optional::stream)
                .filter(name -> name.startsWith("root"))
                .distinct()
                .toList();
        assertEquals(List.of("root"), names);
    }

    @Test
    void aDamagedFileHasNoNames() throws IOException, InterruptedException {
        byte[] whole = Files.readAllBytes(library());
        for (int length : new int[] {0, 10, 64, 1000, whole.length - 100}) {
            Path cut = Files.write(folder.resolve("cut.so"), Arrays.copyOf(whole, length));
            mapped(cut.toString()).at(BASE + 0x1000);
        }
        assertEquals(
                Optional.of(new NativeFunction("cut", "cut")),
                mapped(folder.resolve("cut.so").toString()).at(BASE));
    }
}
