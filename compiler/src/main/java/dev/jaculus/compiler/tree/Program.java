package dev.jaculus.compiler.tree;

import dev.jaculus.compiler.request.Part;
import java.util.List;

/** A kernel and all that it calls; the kernel comes first. The remarks are for its user, and what the parts are of it. */
public record Program(List<Function> functions, List<Remark> remarks, List<Part> parts) {
    public Program {
        functions = List.copyOf(functions);
        remarks = List.copyOf(remarks);
        parts = List.copyOf(parts);
    }

    public Program(List<Function> functions) {
        this(functions, List.of(), List.of());
    }

    public Function entry() {
        return functions.getFirst();
    }
}
