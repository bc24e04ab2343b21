package dev.jaculus.compiler.tree;

import java.util.List;

/** A kernel and all that it calls; the kernel comes first. The remarks are for its user. */
public record Program(List<Function> functions, List<Remark> remarks) {
    public Program {
        functions = List.copyOf(functions);
        remarks = List.copyOf(remarks);
    }

    public Program(List<Function> functions) {
        this(functions, List.of());
    }

    public Function entry() {
        return functions.getFirst();
    }
}
