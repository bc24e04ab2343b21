package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Module;
import java.util.function.UnaryOperator;

/** One named step: from each function to a better one. */
public record Pass(String name, UnaryOperator<Function> function) {
    public Module run(Module module) {
        return module.withFunctions(module.functions().stream().map(function).toList());
    }
}
