package dev.jaculus.explain;

import dev.jaculus.explain.code.Instruction;
import java.util.List;
import java.util.Optional;

/**
 * A kernel: a function for some types of arguments.
 *
 * @param signature the types
 * @param weight samples that waited for its instructions
 * @param wider what more than one line shows
 * @param trial of the order of its sums, if it was tried
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
        Optional<Trial> trial,
        List<Instruction> instructions) {
    public ExplainedKernel {
        lines = List.copyOf(lines);
        loops = List.copyOf(loops);
        wider = List.copyOf(wider);
        instructions = List.copyOf(instructions);
    }
}
