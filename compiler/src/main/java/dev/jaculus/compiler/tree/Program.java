package dev.jaculus.compiler.tree;

import java.util.List;

/** A kernel and all that it calls; the kernel comes first. */
public record Program(List<Function> functions) {
    public Program {
        functions = List.copyOf(functions);
    }

    public Function entry() {
        return functions.getFirst();
    }
}
