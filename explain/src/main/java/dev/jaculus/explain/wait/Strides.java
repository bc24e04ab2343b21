package dev.jaculus.explain.wait;

import dev.jaculus.explain.Observation;
import dev.jaculus.explain.Place;
import dev.jaculus.explain.code.CodeFunction;
import dev.jaculus.explain.flow.Loop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Accesses of innermost loops that go on by more than a cache line from turn to turn, or by a distance that only the run knows. */
public final class Strides {
    private static final long CACHE_LINE = 64;

    private Strides() {}

    /** How much memory a turn accesses that the turn before did not, and whether some of it lies far away. */
    record Moved(double bytes, boolean scattered) {}

    static Moved moved(List<Operation> path) {
        Addresses addresses = new Addresses(path, 2);
        Map<Map<String, Long>, TreeMap<Long, Long>> streams =
                new HashMap<>(); // by what the addresses have in common: from, to
        Map<Map<String, Long>, Long> steps = new HashMap<>();
        boolean scattered = false;
        for (int at = 0; at < path.size(); at++) {
            Operation one = path.get(at);
            if (one.memory().isEmpty() || addresses.of(at, 1).equals(addresses.of(at, 0))) {
                continue;
            }
            Map<String, Long> step =
                    addresses.of(at, 1).plus(addresses.of(at, 0), -1).terms();
            boolean unknown = step.keySet().stream().anyMatch(name -> name.contains("?"));
            long constant = Math.abs(step.getOrDefault("", 0L));
            scattered |= unknown; // how far what is in a register is only the run knows
            long from = addresses.of(at, 0).constant();
            Map<String, Long> stream =
                    addresses.of(at, 0).plus(Addresses.Sum.constant(from), -1).terms();
            streams.computeIfAbsent(stream, _ -> new TreeMap<>()).merge(from, from + one.bytes(), Math::max);
            boolean plain = step.size() == 1 && step.containsKey("");
            steps.merge(stream, plain ? constant : Long.MAX_VALUE, Math::max);
        }
        double bytes = 0;
        for (Map.Entry<Map<String, Long>, TreeMap<Long, Long>> stream : streams.entrySet()) {
            long covered = covered(stream.getValue());
            long step = steps.get(stream.getKey());
            bytes += Math.min(covered, step); // what is read twice, by two turns, comes once
            scattered |= step != Long.MAX_VALUE && step > CACHE_LINE && 2 * covered < step;
        }
        return new Moved(bytes, scattered);
    }

    /** How many bytes are in one or another of these ranges. */
    private static long covered(SortedMap<Long, Long> ranges) {
        long bytes = 0;
        long end = Long.MIN_VALUE;
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            bytes += Math.max(0, range.getValue() - Math.max(end, range.getKey()));
            end = Math.max(end, range.getValue());
        }
        return bytes;
    }

    /**
     * What is to be said of a kernel's loops; each line once.
     *
     * @param contiguous all arrays have at most two dimensions, and no strides of their own: then a distance in a register is a row's
     */
    public static List<Observation> of(List<CodeFunction> code, boolean contiguous) {
        List<Observation> found = new ArrayList<>();
        Set<Place> told = new HashSet<>();
        for (CodeFunction function : code) {
            for (Loop loop : function.loops()) {
                if (loop.innermost()) {
                    of(function, loop, contiguous, found, told);
                }
            }
        }
        return found;
    }

    private static void of(
            CodeFunction function, Loop loop, boolean contiguous, List<Observation> found, Set<Place> told) {
        List<Operation> path = LoopPath.of(function, loop).instructions().stream()
                .map(Operation::of)
                .toList();
        boolean vectors = path.stream().anyMatch(one -> one.instruction().text().matches(".*%[yz]mm.*"));
        if (vectors) {
            return; // a turn of it is several of the source's
        }
        Addresses addresses = new Addresses(path, 2);
        for (int at = 0; at < path.size(); at++) {
            Operation one = path.get(at);
            if (one.memory().isEmpty() || (one.isVector() && one.bytes() > 8)) {
                continue;
            }
            Map<String, Long> step =
                    addresses.of(at, 1).plus(addresses.of(at, 0), -1).terms();
            boolean unknown = step.keySet().stream().anyMatch(name -> name.contains("?"));
            boolean byRegister = step.keySet().stream().anyMatch(name -> !name.isEmpty());
            boolean far = byRegister || Math.abs(step.getOrDefault("", 0L)) > CACHE_LINE;
            if (unknown || !far || (byRegister && !contiguous)) {
                continue;
            }
            one.instruction().place().ifPresent(place -> {
                if (told.add(new Place(place.file(), place.line(), 0))) {
                    String distance = byRegister ? "by a row" : "by " + Math.abs(step.get("")) + " bytes";
                    found.add(
                            new Observation(
                                    Observation.Kind.FAR_APART,
                                    place,
                                    "from turn to turn it goes on " + distance
                                            + " in memory, so that each turn needs another" + " cache line"
                                            + (byRegister ? " where rows are long" : ""),
                                    "the loops in another order, the last index in the innermost; or a copy that lies the other way"));
                }
            });
        }
    }
}
