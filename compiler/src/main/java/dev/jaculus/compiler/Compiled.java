package dev.jaculus.compiler;

import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.tree.Remark;
import dev.jaculus.compiler.types.Type;
import java.util.List;

/**
 * What a request becomes.
 *
 * @param llvm LLVM text with one exported function, {@code jaculus_entry}
 * @param module the IR that the text was written from: its sites belong to the kernel's metadata
 * @param remarks what its user should know although it compiled
 */
public record Compiled(String llvm, Module module, List<Type> arguments, Type result, List<Remark> remarks) {}
