package dev.jaculus.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReaderTest {
    @Property(tries = 300)
    void printedAndReadBackIsTheSame(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
        Module module = RandomModules.asking(seed, size);
        Verifier.check(module);
        assertEquals(module, Reader.module(Printer.print(module)));
    }
}
