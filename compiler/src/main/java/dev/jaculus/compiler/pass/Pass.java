package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Module;
import java.util.function.UnaryOperator;

/** One named step: from a module to a better one. */
public record Pass(String name, UnaryOperator<Module> step) {
    /** A step that looks at one function at a time. */
    static Pass each(String name, UnaryOperator<Function> step) {
        return new Pass(
                name,
                module -> module.withFunctions(
                        module.functions().stream().map(step).toList()));
    }

    public Module run(Module module) {
        return step.apply(module);
    }
}
