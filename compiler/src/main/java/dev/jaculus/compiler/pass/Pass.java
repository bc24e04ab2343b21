package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Effects;
import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Module;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** One named step: from a module to a better one. */
public record Pass(String name, UnaryOperator<Module> step) {
    /** A step that looks at one function at a time, and at what the operations of the module do. */
    static Pass each(String name, BiFunction<Function, Effects, Function> step) {
        return new Pass(name, module -> {
            var effects = new Effects(module);
            return module.withFunctions(
                    module.functions().stream().map(f -> step.apply(f, effects)).toList());
        });
    }

    public Module run(Module module) {
        return step.apply(module);
    }
}
