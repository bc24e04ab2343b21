package dev.jaculus.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Printer;
import dev.jaculus.compiler.ir.RandomModules;
import dev.jaculus.compiler.ir.Verifier;
import dev.jaculus.compiler.ir.interpret.Host;
import dev.jaculus.compiler.ir.interpret.Interpreter;
import dev.jaculus.compiler.ir.interpret.Outcome;
import dev.jaculus.compiler.ir.interpret.Strided;
import dev.jaculus.compiler.pass.Pass;
import dev.jaculus.compiler.pass.Passes;
import dev.jaculus.compiler.types.Type;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random modules: every pass keeps what they do, and compiled they do the same. */
class FuzzTest {
    @Property(tries = 500)
    void everyPassKeepsWhatAModuleDoes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
        Module module = RandomModules.asking(seed, size);
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
        Outcome outcome = Interpreter.run(module, Same.copy(arguments), new Writing());
        assertEquals(0, outcome.leaked(), Printer.print(module));
    }

    @Property(tries = 60)
    void compiledAsInterpreted(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
        Module module = Passes.run(RandomModules.module(seed, size), (_, _) -> {});
        Same.compiledAsInterpreted(module, RandomModules.arguments(module, seed));
    }

    /** In a module with objects a list keeps the view of an argument, as an object would. */
    @Example
    void anArgumentInAList() {
        Module module = Passes.run(RandomModules.module(179597, 5), (_, _) -> {});
        Same.compiledAsInterpreted(module, RandomModules.arguments(module, 179597));
    }

    private static String run(Module module, List<Object> arguments) {
        List<Object> copy = Same.copy(arguments);
        var host = new Writing();
        Outcome outcome = Interpreter.run(module, copy, host);
        assertTrue(outcome.status() <= 3);
        return Same.text(outcome, copy) + host.seen;
    }

    /** A host that notes what it gets, writes into the arrays, and fails now and then. */
    private static final class Writing implements Host {
        final StringBuilder seen = new StringBuilder();
        private long calls;

        @Override
        public void hit(int line) {
            seen.append(" hit ").append(line);
        }

        @Override
        public List<Object> call(int number, List<Object> arguments) {
            calls++;
            seen.append("\nhost: ").append(number);
            for (Object a : arguments) {
                Same.value(seen.append(' '), a);
                if (a instanceof Strided s && s.memory() != null && s.size() > 0) {
                    List<Long> first = Collections.nCopies(s.shape().size(), 0L);
                    s.set(first, s.element() instanceof Type.Float ? (Object) (double) calls : (Object) (calls & 1));
                }
            }
            return calls % 5 == 4 ? List.of(1L) : List.of(0L, calls);
        }
    }
}
