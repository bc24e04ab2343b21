package dev.jaculus.profiler.compare;

import dev.jaculus.profiler.compare.Way.Agreement;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A comparison held against an earlier one of the same ways, as a build server does after each change.
 *
 * @param sentences what has changed, one for each way
 * @param broken the limits that were exceeded; none: all is well
 */
public record Baseline(List<String> sentences, List<String> broken) {
    /** Less memory is nobody's concern. */
    private static final long LEAST_BYTES = 100_000;

    public Baseline {
        sentences = List.copyOf(sentences);
        broken = List.copyOf(broken);
    }

    /**
     * What may not happen.
     *
     * @param slower more time than before by this part, if that is no chance; infinite: any time is well
     * @param larger more memory by this part
     * @param differs whether results may not differ
     */
    public record Limits(double slower, double larger, boolean differs) {
        /** From what the option says: {@code slower:5%}, {@code larger:5%}, {@code differs}. */
        public static Limits of(List<String> texts) {
            double slower = Double.POSITIVE_INFINITY;
            double larger = Double.POSITIVE_INFINITY;
            boolean differs = false;
            for (String text : texts) {
                if (text.matches("(slower|larger):\\d+(\\.\\d+)?%")) {
                    double part = Double.parseDouble(text.substring(7, text.length() - 1)) / 100;
                    slower = text.startsWith("slower") ? part : slower;
                    larger = text.startsWith("larger") ? part : larger;
                } else if (text.equals("differs")) {
                    differs = true;
                } else {
                    throw new IllegalArgumentException(text + ": slower:5%, larger:5% or differs");
                }
            }
            return new Limits(slower, larger, differs);
        }

        private boolean any() {
            return differs || Double.isFinite(slower) || Double.isFinite(larger);
        }
    }

    /** Holds them against each other. */
    public static Baseline of(Comparison now, Comparison before, Limits limits) {
        List<String> sentences = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        String cpu = before.run().versions().getOrDefault("cpu", "");
        sentences.add("Against " + before.run().started().truncatedTo(ChronoUnit.SECONDS) + ":");
        if (!cpu.equals(now.run().versions().getOrDefault("cpu", ""))) {
            sentences.add("That was another machine (" + cpu + "): times cannot be compared.");
        }
        for (Way way : now.ways()) {
            Optional<Way> old = before.ways().stream()
                    .filter(one -> one.name().equals(way.name()))
                    .findFirst();
            if (old.isEmpty()) {
                sentences.add(way.name() + " is new.");
            } else {
                time(now, before, way, old.get(), limits, sentences, broken);
                memory(way, old.get(), limits, sentences, broken);
            }
            differs(way, limits, broken);
        }
        for (Way old : before.ways()) {
            if (now.ways().stream().noneMatch(way -> way.name().equals(old.name()))) {
                sentences.add(old.name() + " was not measured this time.");
            }
        }
        return new Baseline(sentences, broken);
    }

    /**
     * Holds the ways of one comparison against the first of their group that was measured: they ran in turn, so that a machine
     * that was slow was so for both.
     */
    public static Baseline within(Comparison comparison, Limits limits) {
        List<String> broken = new ArrayList<>();
        for (List<Way> group : comparison.groups()) {
            Optional<Way> first = group.stream()
                    .filter(way -> Summary.steady(way, comparison.size()).isPresent())
                    .findFirst();
            for (Way way : group) {
                if (first.isPresent() && !way.equals(first.get())) {
                    against(comparison, way, first.get(), group.size() - 1, limits, broken);
                }
            }
        }
        return new Baseline(List.of(), broken);
    }

    private static void against(
            Comparison comparison, Way way, Way first, int tests, Limits limits, List<String> broken) {
        if (limits.any() && Summary.steady(way, comparison.size()).isEmpty()) {
            broken.add(way.name() + " could not be measured");
        }
        Difference.paired(way, first, comparison.size(), tests)
                .filter(one -> one.certain() && one.ratio().value() > 1 + limits.slower())
                .ifPresent(one -> broken.add(String.format(
                        Locale.ROOT,
                        "%s is %.1f %% slower than %s, of %s %% that it may be",
                        way.name(),
                        100 * (one.ratio().value() - 1),
                        first.name(),
                        percent(limits.slower()))));
        memory(way, first, limits, new ArrayList<>(), broken);
        differs(way, limits, broken);
    }

    private static void differs(Way way, Limits limits, List<String> broken) {
        way.agreement()
                .filter(one -> limits.differs() && one.state() == Agreement.State.DIFFERS)
                .ifPresent(one -> broken.add(way.name() + " gives another result: " + one.text()));
    }

    private static void time(
            Comparison now,
            Comparison before,
            Way way,
            Way old,
            Limits limits,
            List<String> sentences,
            List<String> broken) {
        List<Double> ours = Summary.observations(way, now.size());
        List<Double> theirs = Summary.observations(old, before.size());
        if (now.size() != before.size()) {
            sentences.add(way.name() + " had another size of input.");
            return;
        }
        if (ours.isEmpty() || theirs.isEmpty()) {
            sentences.add(way.name() + (ours.isEmpty() ? " could not be measured." : " could not be measured before."));
            if (ours.isEmpty() && !theirs.isEmpty() && limits.any()) {
                broken.add(way.name() + " could not be measured");
            }
            return;
        }
        Difference difference = Difference.apart(ours, theirs, now.ways().size());
        double ratio = difference.ratio().value();
        String change =
                String.format(Locale.ROOT, "%.1f %% %s", 100 * Math.abs(ratio - 1), ratio > 1 ? "slower" : "faster");
        if (difference.certain()) {
            sentences.add(String.format(
                    "%s is %s%s.", way.name(), change, difference.ratio().bounded() ? interval(difference) : ""));
        } else {
            sentences.add(way.name() + " is as fast as it was, or not surely otherwise (" + change + ").");
        }
        if (difference.certain() && ratio > 1 + limits.slower()) {
            broken.add(String.format(
                    Locale.ROOT, "%s is %s, of %s %% that it may be", way.name(), change, percent(limits.slower())));
        }
    }

    private static String percent(double part) {
        double hundredths = Math.round(1e6 * part) / 1e4;
        return hundredths == Math.rint(hundredths) ? Long.toString((long) hundredths) : Double.toString(hundredths);
    }

    private static String interval(Difference difference) {
        Interval ratio = difference.ratio();
        return String.format(
                Locale.ROOT,
                ", between %+.1f %% and %+.1f %% of time",
                100 * (ratio.low() - 1),
                100 * (ratio.high() - 1));
    }

    private static void memory(Way way, Way old, Limits limits, List<String> sentences, List<String> broken) {
        OptionalLong now = Summary.of(way, 0).peak();
        OptionalLong before = Summary.of(old, 0).peak();
        if (now.isEmpty() || before.isEmpty()) {
            return;
        }
        long more = now.getAsLong() - before.getAsLong();
        if (Math.abs(more) < LEAST_BYTES || Math.abs(more) < 0.02 * before.getAsLong()) {
            return;
        }
        String change = String.format(
                "%s of memory, after %s", Quantities.bytes(now.getAsLong()), Quantities.bytes(before.getAsLong()));
        sentences.add(way.name() + " needs " + change + ".");
        if (more > limits.larger() * before.getAsLong()) {
            broken.add(String.format(
                    Locale.ROOT, "%s needs %s, with %s %% more allowed", way.name(), change, percent(limits.larger())));
        }
    }
}
