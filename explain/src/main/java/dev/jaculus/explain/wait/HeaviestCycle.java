package dev.jaculus.explain.wait;

import dev.jaculus.explain.wait.Dependence.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cycle of dependences that takes the most processor cycles a turn, found by halving an interval: a guess is too low when
 * some cycle still has time left after paying the guess for each turn that it spans.
 *
 * @param cycles a turn; 0 where nothing depends on an earlier turn
 * @param dependences the cycle, each one's end the next one's beginning
 */
record HeaviestCycle(double cycles, List<Dependence> dependences) {
    private static final double MOST = 4000;
    private static final int STEPS = 28;

    static HeaviestCycle of(List<Dependence> dependences) {
        double low = 0;
        double high = MOST;
        Optional<List<Dependence>> best = positive(dependences, 1e-6);
        for (int step = 0; step < STEPS && best.isPresent(); step++) {
            double guess = (low + high) / 2;
            Optional<List<Dependence>> found = positive(dependences, guess);
            if (found.isPresent()) {
                best = found;
                low = guess;
            } else {
                high = guess;
            }
        }
        return best.map(cycle -> new HeaviestCycle(mean(cycle), cycle)).orElse(new HeaviestCycle(0, List.of()));
    }

    private static double mean(List<Dependence> cycle) {
        double cycles = cycle.stream().mapToDouble(Dependence::cycles).sum();
        return cycles / Math.max(1, cycle.stream().mapToInt(Dependence::turns).sum());
    }

    /** A cycle that has time left when each turn costs so much. */
    private static Optional<List<Dependence>> positive(List<Dependence> dependences, double turn) {
        Map<Node, Double> longest = new HashMap<>();
        Map<Node, Dependence> by = new HashMap<>();
        dependences.forEach(one -> {
            longest.put(one.from(), 0.0);
            longest.put(one.to(), 0.0);
        });
        Node changed = null;
        for (int round = 0; round <= longest.size(); round++) {
            changed = null;
            for (Dependence one : dependences) {
                double length = longest.get(one.from()) + one.cycles() - turn * one.turns();
                if (length > longest.get(one.to()) + 1e-9) {
                    longest.put(one.to(), length);
                    by.put(one.to(), one);
                    changed = one.to();
                }
            }
            if (changed == null) {
                return Optional.empty();
            }
        }
        for (int i = 0; i < longest.size(); i++) {
            changed = by.get(changed).from(); // into the cycle
        }
        List<Dependence> cycle = new ArrayList<>();
        Node at = changed;
        do {
            Dependence one = by.get(at);
            cycle.add(one);
            at = one.from();
        } while (!at.equals(changed));
        return Optional.of(cycle.reversed());
    }
}
