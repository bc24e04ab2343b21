package dev.jaculus.profiler.view;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines of a function from the first to the last that has samples, and the samples by line. */
public record Passage(SortedMap<Integer, Long> lines) {
    /** Passages with fewer lines than this between them read better as one. */
    private static final int NEAR = 8;

    public int first() {
        return lines.firstKey();
    }

    public int last() {
        return lines.lastKey();
    }

    public long samples() {
        return lines.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The passages of some functions, in order; those that overlap or nearly touch become one. */
    static List<Passage> of(Iterable<? extends SortedMap<Integer, Long>> functions) {
        List<Passage> sorted = new ArrayList<>();
        functions.forEach(lines -> sorted.add(new Passage(lines)));
        sorted.sort((a, b) -> Integer.compare(a.first(), b.first()));
        List<Passage> passages = new ArrayList<>();
        for (Passage next : sorted) {
            if (!passages.isEmpty() && next.first() <= passages.getLast().last() + NEAR) {
                passages.add(passages.removeLast().and(next));
            } else {
                passages.add(next);
            }
        }
        return passages;
    }

    private Passage and(Passage other) {
        SortedMap<Integer, Long> both = new TreeMap<>(lines);
        other.lines.forEach((line, samples) -> both.merge(line, samples, Long::sum));
        return new Passage(both);
    }
}
