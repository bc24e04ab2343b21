package dev.jaculus.explain.wait;

import java.util.List;

/** How many cycles the operations of a turn need when none waits for another: by the busiest kind of unit, and by the width. */
final class Work {
    private static final double WIDTH = 6;
    private static final double LOADS = 2;
    private static final double STORES = 2;
    private static final double FLOATS = 2;
    private static final double VECTORS = 3;
    private static final double INTEGERS = 5;

    private Work() {}

    static double cycles(List<Operation> path) {
        double slots = 0;
        double loads = 0;
        double stores = 0;
        double floats = 0;
        double vectors = 0;
        double integers = 0;
        double divider = 0;
        double multiplier = 0;
        double shuffles = 0;
        for (int at = 0; at < path.size(); at++) {
            Operation one = path.get(at);
            String name = one.instruction().name();
            boolean fused = one.instruction().isConditional() && at > 0 && fuses(path.get(at - 1));
            boolean renamed = one.zeroes() || (one.isMove() && one.memory().isEmpty());
            slots += fused ? 0 : one.loads() && one.stores() ? 2 : 1;
            double wide = one.bytes() == 64 ? 2 : 1;
            loads += one.loads() ? wide : 0;
            stores += one.stores() ? wide : 0;
            divider += divider(one, name);
            boolean moves = one.isMove() && one.memory().isPresent();
            if (moves || renamed || fused) {
                continue;
            }
            if (name.matches("v?(add|sub|mul|max|min|cmp|round|rndscale|cvt|u?comi).*[sdh]|vfn?m.*|v?cvt.*")) {
                floats += wide;
            } else if (name.matches("v?(unpck|shuf|perm|broadcast|extract|insert|pshuf|punpck|pack|pextr|pinsr).*")) {
                shuffles++;
                vectors += wide;
            } else if (one.isVector()) {
                vectors += wide;
            } else {
                integers++;
                multiplier += name.matches("i?mul.*|popcnt.*|[lt]zcnt.*|pdep.*|pext.*") ? 1 : 0;
            }
        }
        return max(
                slots / WIDTH,
                loads / LOADS,
                stores / STORES,
                floats / FLOATS,
                (vectors + floats) / VECTORS,
                integers / INTEGERS,
                shuffles / 2,
                multiplier,
                divider,
                path.isEmpty() ? 0 : 1);
    }

    /** A turn with a taken branch takes a cycle at least. */
    private static double max(double... all) {
        double most = 0;
        for (double one : all) {
            most = Math.max(most, one);
        }
        return most;
    }

    private static boolean fuses(Operation before) {
        return before.instruction().name().matches("(cmp|test|add|sub|and|inc|dec)[bwlq]") && !before.stores();
    }

    /** Divisions and roots occupy their unit for long. */
    private static double divider(Operation one, String name) {
        int halves = Math.max(
                1,
                one.operands().stream()
                                .filter(o -> o.startsWith("%"))
                                .mapToInt(Registers::bytes)
                                .max()
                                .orElse(8)
                        / 16);
        if (name.matches("v?(div|sqrt)sd")) {
            return name.contains("div") ? 4 : 6;
        }
        if (name.matches("v?(div|sqrt)ss")) {
            return 3;
        }
        if (name.matches("v?(div|sqrt)p[sd]")) {
            return (name.contains("div") ? 4 : 6) * halves;
        }
        return name.matches("i?divq") ? 10 : name.matches("i?div.*") ? 6 : 0;
    }
}
