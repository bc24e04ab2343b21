package dev.jaculus.llvm.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jaculus.llvm.CodeOptions;
import dev.jaculus.llvm.Loaded;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RandomModulesTest {
    @Property(tries = 60)
    void aModuleComputesWhatItsGeneratorSays(@ForAll long seed, @ForAll @IntRange(max = 3) int level) throws Throwable {
        RandomModule module = new RandomModule(seed);
        byte[] library = ImageTest.LLVM.sharedObject(module.text(), CodeOptions.HOST.withLevel(level), ImageTest.ALONE);
        Path folder = Files.createTempDirectory("images");
        try (Loaded kernel = new Loaded(library, folder)) {
            assertEquals(module.result(), kernel.call(0), module.text());
        } finally {
            Files.delete(folder);
        }
    }
}
