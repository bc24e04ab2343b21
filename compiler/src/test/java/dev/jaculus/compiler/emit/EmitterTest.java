package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.Golden;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.RandomModules;
import dev.jaculus.compiler.ir.Reader;
import dev.jaculus.compiler.ir.Verifier;
import dev.jaculus.llvm.CodeOptions;
import dev.jaculus.llvm.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each {@code src/test/golden/emit/NAME.ir} gives NAME.ll, which LLVM accepts. */
class EmitterTest {
    private static final Toolchain LLVM = Native.LLVM;

    static List<Path> modules() throws IOException {
        try (Stream<Path> files = Files.list(Golden.FOLDER.resolve("emit"))) {
            return files.filter(p -> p.toString().endsWith(".ir")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void textIsAsExpectedAndLlvmTakesIt(Path file) throws IOException {
        Module module = Reader.module(Files.readString(file));
        Verifier.check(module);
        String text = Emitter.module(module);
        String name = file.getFileName().toString().replace(".ir", ".ll");
        Golden.check("emit/" + name, text);
        LLVM.object(text, CodeOptions.HOST);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void compiledAsInterpreted(Path file) throws IOException {
        Module module = Reader.module(Files.readString(file));
        // With fastmath the last bits are LLVM's to choose.
        for (int seed = 0; seed < 4 && module.entry().fastmath().isNone(); seed++) {
            Same.compiledAsInterpreted(module, RandomModules.arguments(module, seed));
        }
    }
}
