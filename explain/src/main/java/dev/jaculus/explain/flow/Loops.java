package dev.jaculus.explain.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the natural loops of a graph of blocks, of which block 0 is the entry. */
public final class Loops {
    private final List<List<Integer>> successors;
    private final List<List<Integer>> predecessors = new ArrayList<>();
    private final BitSet[] dominators;

    private Loops(List<List<Integer>> successors) {
        this.successors = successors;
        this.dominators = new BitSet[successors.size()];
        successors.forEach(_ -> predecessors.add(new ArrayList<>()));
        for (int from = 0; from < successors.size(); from++) {
            for (int to : successors.get(from)) {
                predecessors.get(to).add(from);
            }
        }
    }

    /** The loops, outer ones before those in them. */
    public static List<Loop> of(List<List<Integer>> successors) {
        Loops loops = new Loops(successors);
        loops.dominate();
        return loops.find();
    }

    private void dominate() {
        int count = successors.size();
        for (int block = 0; block < count; block++) {
            dominators[block] = new BitSet(count);
            dominators[block].set(0, block == 0 ? 1 : count);
        }
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int block = 1; block < count; block++) {
                BitSet now = new BitSet(count);
                List<Integer> before = predecessors.get(block);
                now.set(0, before.isEmpty() ? 0 : count);
                before.forEach(one -> now.and(dominators[one]));
                now.set(block);
                if (!now.equals(dominators[block])) {
                    dominators[block] = now;
                    changed = true;
                }
            }
        }
    }

    private List<Loop> find() {
        Map<Integer, BitSet> bodies = new TreeMap<>();
        for (int from = 0; from < successors.size(); from++) {
            for (int to : successors.get(from)) {
                if (dominators[from].get(to)) {
                    bodies.computeIfAbsent(to, _ -> new BitSet()).or(body(to, from));
                }
            }
        }
        List<Loop> loops = new ArrayList<>();
        bodies.forEach((header, body) -> {
            long around = bodies.values().stream().filter(b -> b.get(header)).count();
            boolean innermost = body.stream().noneMatch(b -> b != header && bodies.containsKey(b));
            loops.add(new Loop(header, body, (int) around, innermost));
        });
        loops.sort(Comparator.comparingInt(Loop::depth).thenComparingInt(Loop::header));
        return loops;
    }

    private BitSet body(int header, int from) {
        BitSet body = new BitSet();
        body.set(header);
        Deque<Integer> work = new ArrayDeque<>(List.of(from));
        while (!work.isEmpty()) {
            int block = work.pop();
            if (!body.get(block)) {
                body.set(block);
                work.addAll(predecessors.get(block));
            }
        }
        return body;
    }
}
