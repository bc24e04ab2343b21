package dev.jaculus.explain.code;

import dev.jaculus.explain.flow.Loop;
import dev.jaculus.explain.flow.Loops;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeSet;

/**
 * A function of a kernel's machine code, in blocks.
 *
 * @param blocks runs of instructions that are entered at the first only, in the order of their addresses; the first is the entry
 * @param successors of each block, by number: that behind it is last
 */
public record CodeFunction(
        String name, List<List<Instruction>> blocks, List<List<Integer>> successors, List<Loop> loops) {
    public CodeFunction {
        blocks = List.copyOf(blocks);
        successors = List.copyOf(successors);
        loops = List.copyOf(loops);
    }

    static CodeFunction of(String name, List<Instruction> code) {
        TreeSet<Long> starts = new TreeSet<>();
        long end =
                code.isEmpty() ? 0 : code.getLast().address() + code.getLast().length();
        for (Instruction one : code) {
            if (one.isJump() && one.target() >= code.getFirst().address() && one.target() < end) {
                starts.add(one.target());
            }
            if (one.isJump() || one.isReturn()) {
                starts.add(one.address() + one.length());
            }
        }
        List<List<Instruction>> blocks = new ArrayList<>();
        List<Long> addresses = new ArrayList<>();
        for (Instruction one : code) {
            if (blocks.isEmpty() || starts.contains(one.address())) {
                blocks.add(new ArrayList<>());
                addresses.add(one.address());
            }
            blocks.getLast().add(one);
        }
        List<List<Integer>> successors = new ArrayList<>();
        for (int block = 0; block < blocks.size(); block++) {
            Instruction last = blocks.get(block).getLast();
            List<Integer> next = new ArrayList<>();
            int target = last.isJump() ? addresses.indexOf(last.target()) : -1;
            if (target >= 0) {
                next.add(target);
            }
            boolean goesOn = !last.isReturn() && (!last.isJump() || last.isConditional());
            if (goesOn && block + 1 < blocks.size() && !next.contains(block + 1)) {
                next.add(block + 1);
            }
            successors.add(next);
        }
        return new CodeFunction(name, blocks, successors, blocks.isEmpty() ? List.of() : Loops.of(successors));
    }

    /** The same with the samples that waited for each instruction, by address. */
    public CodeFunction weighing(NavigableMap<Long, Long> samples) {
        List<List<Instruction>> weighed = blocks.stream()
                .map(block -> block.stream()
                        .map(one -> one.weighing(
                                samples.subMap(one.address(), one.address() + one.length()).values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()))
                        .toList())
                .toList();
        return new CodeFunction(name, weighed, successors, loops);
    }

    /** The instructions of a loop, in the order of their addresses. */
    public List<Instruction> instructions(Loop loop) {
        return loop.blocks().stream()
                .boxed()
                .flatMap(b -> blocks.get(b).stream())
                .toList();
    }

    /** All instructions. */
    public List<Instruction> instructions() {
        return blocks.stream().flatMap(List::stream).toList();
    }
}
