package dev.jaculus.explain.ir;

import java.util.List;
import java.util.stream.Stream;

/** A module of LLVM's. */
public record IrModule(List<IrFunction> functions) {
    public IrModule {
        functions = List.copyOf(functions);
    }

    /** Reads LLVM text, as our emitter or LLVM itself writes it. */
    public static IrModule read(String text) {
        return new IrReader(text).module();
    }

    /** The instructions of all functions. */
    public Stream<IrInstruction> instructions() {
        return functions.stream().flatMap(f -> f.instructions().stream());
    }
}
