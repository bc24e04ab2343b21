package dev.jaculus.compiler;

import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.request.Part;
import dev.jaculus.compiler.tree.Remark;
import dev.jaculus.compiler.types.Type;
import java.util.List;

/**
 * What a request becomes.
 *
 * @param llvm LLVM text with one exported function, {@code jaculus_entry}
 * @param module the IR that the text was written from: its sites belong to the kernel's metadata
 * @param remarks what its user should know although it compiled
 * @param parts the functions of the request that it calls
 */
public record Compiled(
        String llvm, Module module, List<Type> arguments, Type result, List<Remark> remarks, List<Part> parts) {
    /** Whether a run may take long: something is done many times, as far as the IR shows. */
    public boolean mayTakeLong() {
        return module.functions().size() > 1
                || module.functions().stream().anyMatch(function -> loops(function.body()));
    }

    private static boolean loops(Region region) {
        return region.body().stream()
                .map(Instruction::op)
                .anyMatch(op -> op instanceof Op.For
                        || op instanceof Op.Loop
                        || Ops.regions(op).stream().anyMatch(Compiled::loops));
    }
}
