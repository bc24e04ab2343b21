package dev.jaculus.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Printer;
import dev.jaculus.compiler.ir.RandomModules;
import dev.jaculus.compiler.ir.Verifier;
import dev.jaculus.compiler.ir.interpret.Interpreter;
import dev.jaculus.compiler.ir.interpret.Outcome;
import dev.jaculus.compiler.pass.Pass;
import dev.jaculus.compiler.pass.Passes;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random modules: every pass keeps what they do, and compiled they do the same. */
class FuzzTest {
    @Property(tries = 500)
    void everyPassKeepsWhatAModuleDoes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
        Module module = RandomModules.module(seed, size);
        Verifier.check(module);
        List<Object> arguments = RandomModules.arguments(module, seed);
        String expected = run(module, arguments);
        for (Pass pass : Passes.PASSES) {
            Module before = module;
            Module after = pass.run(module);
            try {
                Verifier.check(after);
                assertEquals(expected, run(after, arguments));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "the pass %s breaks\n%sinto\n%s"
                                .formatted(pass.name(), Printer.print(before), Printer.print(after)),
                        e);
            }
            module = after;
        }
        Outcome outcome = Interpreter.run(module, Same.copy(arguments));
        assertEquals(0, outcome.leaked(), Printer.print(module));
    }

    @Property(tries = 60)
    void compiledAsInterpreted(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
        Module module = Passes.run(RandomModules.module(seed, size), (_, _) -> {});
        Same.compiledAsInterpreted(module, RandomModules.arguments(module, seed));
    }

    private static String run(Module module, List<Object> arguments) {
        List<Object> copy = Same.copy(arguments);
        Outcome outcome = Interpreter.run(module, copy);
        assertTrue(outcome.status() <= 3);
        return Same.text(outcome, copy);
    }
}
