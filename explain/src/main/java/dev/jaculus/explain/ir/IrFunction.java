package dev.jaculus.explain.ir;

import dev.jaculus.explain.flow.Loop;
import java.util.List;

/** A function of LLVM's: its instructions in the order of the text, and its loops. */
public record IrFunction(String name, List<IrInstruction> instructions, List<Loop> loops) {
    public IrFunction {
        instructions = List.copyOf(instructions);
        loops = List.copyOf(loops);
    }
}
