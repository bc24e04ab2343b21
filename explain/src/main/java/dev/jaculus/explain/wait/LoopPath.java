package dev.jaculus.explain.wait;

import dev.jaculus.explain.code.CodeFunction;
import dev.jaculus.explain.code.Instruction;
import dev.jaculus.explain.flow.Loop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One way through a loop from its header back to it: the one that most turns take, as far as samples or the shape of the code say.
 *
 * @param forks branches on the way whose other side does something of its own
 */
record LoopPath(List<Instruction> instructions, List<Instruction> forks) {
    static LoopPath of(CodeFunction function, Loop loop) {
        List<Instruction> path = new ArrayList<>();
        List<Instruction> forks = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        int block = loop.header();
        while (seen.add(block)) {
            path.addAll(function.blocks().get(block));
            List<Integer> next =
                    function.successors().get(block).stream().filter(loop::has).toList();
            if (next.isEmpty()) {
                break;
            }
            block = next.getFirst();
            if (next.size() == 2) {
                int one = next.get(0);
                int other = next.get(1);
                if (one == loop.header() || other == loop.header()) {
                    block = one == loop.header() ? other : one;
                } else if (reaches(function, loop, one, other)) {
                    block = one; // an if without an else is never skipped: samples of it may be few
                } else if (!reaches(function, loop, other, one)) {
                    if (isFork(function, one, other)) {
                        forks.add(path.getLast());
                    }
                    block = density(function, one) >= density(function, other) ? one : other;
                } else {
                    block = other;
                }
            }
        }
        return new LoopPath(path, forks);
    }

    /** Both sides are taken, as far as samples say, and are not two ways to divide, of which the code generator chooses. */
    private static boolean isFork(CodeFunction function, int one, int other) {
        double less = Math.min(density(function, one), density(function, other));
        double more = Math.max(density(function, one), density(function, other));
        boolean sampled = more > 1;
        boolean divides =
                function.blocks().get(one).stream().anyMatch(i -> i.name().matches("i?div.*"));
        return !divides && (!sampled || (less > 1 && less - 1 > 0.1 * (more - 1)));
    }

    /** Samples an instruction; without any the longer side. */
    private static double density(CodeFunction function, int block) {
        List<Instruction> code = function.blocks().get(block);
        long samples = code.stream().mapToLong(Instruction::weight).sum();
        return samples > 0 ? 1 + (double) samples / code.size() : code.size() / 1000.0;
    }

    private static boolean reaches(CodeFunction function, Loop loop, int from, int to) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> work = new ArrayDeque<>(List.of(from));
        while (!work.isEmpty()) {
            for (int next : function.successors().get(work.pop())) {
                if (next == to) {
                    return true;
                }
                if (loop.has(next) && next != loop.header() && seen.add(next)) {
                    work.push(next);
                }
            }
        }
        return false;
    }
}
