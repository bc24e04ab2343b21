package dev.jaculus.explain;

import dev.jaculus.explain.code.Instruction;
import java.util.List;

/**
 * A kernel: a function for some types of arguments.
 *
 * @param signature the types
 * @param weight samples that waited for its instructions
 * @param wider what more than one line shows
 * @param instructions its machine code
 */
public record ExplainedKernel(
        String name,
        String signature,
        Place place,
        long weight,
        List<LineStory> lines,
        List<LoopStory> loops,
        List<Observation> wider,
        List<Instruction> instructions) {
    public ExplainedKernel {
        lines = List.copyOf(lines);
        loops = List.copyOf(loops);
        wider = List.copyOf(wider);
        instructions = List.copyOf(instructions);
    }
}
