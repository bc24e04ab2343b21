package dev.jaculus.profiler.view;

import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who calls whom, with the processor time of each call and all below it. */
final class CallTree {
    private final Function function;
    private final Map<Function, CallTree> called = new HashMap<>();
    private long samples;

    private CallTree(Function function) {
        this.function = function;
    }

    /** A row of the tree as text. */
    record Row(int depth, Function function, long samples) {}

    /** Its root, which is no function. */
    static CallTree of(Profile profile) {
        Map<Integer, Long> weights = new HashMap<>();
        for (Sample sample : profile.samples()) {
            if (sample.kind().isProcessorTime()) {
                weights.merge(sample.stack(), sample.weight(), Long::sum);
            }
        }
        CallTree root = new CallTree(null);
        weights.forEach((stack, weight) -> {
            CallTree at = root;
            at.samples += weight;
            for (Frame frame : profile.frames(stack)) {
                at = at.called.computeIfAbsent(frame.function(), CallTree::new);
                at.samples += weight;
            }
        });
        return root;
    }

    /** The calls with so many samples at least; those in libraries that only lead to another are passed over. */
    List<Row> rows(long least) {
        List<Row> rows = new ArrayList<>();
        add(0, least, rows);
        return rows;
    }

    private void add(int depth, long least, List<Row> rows) {
        List<CallTree> most = called.values().stream()
                .filter(one -> one.samples >= least)
                .sorted(Comparator.comparingLong((CallTree one) -> one.samples)
                        .reversed()
                        .thenComparing(one -> one.function.name()))
                .toList();
        for (CallTree one : most) {
            boolean shown = !one.onlyLeads();
            if (shown) {
                rows.add(new Row(depth, one.function, one.samples));
            }
            one.add(shown ? depth + 1 : depth, least, rows);
        }
    }

    private boolean onlyLeads() {
        return !function.library().isEmpty()
                && called.values().stream().anyMatch(one -> one.samples * 10 >= samples * 9);
    }
}
