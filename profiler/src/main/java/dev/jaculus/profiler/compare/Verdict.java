package dev.jaculus.profiler.compare;

import dev.jaculus.profiler.compare.Way.Agreement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a comparison comes to, in sentences: which of a group of ways is the fastest, against the first one that was named.
 *
 * @param fast the fastest that could be measured
 * @param versus what it is held against; null where there is nothing
 * @param difference the time of the latter in that of the former; null where there is nothing
 * @param sentence the answer
 * @param details what else belongs to it
 */
public record Verdict(Way fast, Way versus, Difference difference, String sentence, List<String> details) {
    private static final List<String> PARTS = List.of(
            "",
            "",
            "half",
            "a third",
            "a quarter",
            "a fifth",
            "a sixth",
            "a seventh",
            "an eighth",
            "a ninth",
            "a tenth");

    public Verdict {
        details = List.copyOf(details);
    }

    /** For a group of {@link Comparison#groups}; empty where no way could be measured. */
    public static Optional<Verdict> of(Comparison comparison, List<Way> group) {
        long size = comparison.size();
        List<Way> measured = group.stream()
                .filter(way -> Summary.steady(way, size).isPresent())
                .sorted(Comparator.comparingDouble(
                        way -> Summary.steady(way, size).orElseThrow().value()))
                .toList();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        Way fast = measured.getFirst();
        Way first = group.stream().filter(measured::contains).findFirst().orElseThrow();
        if (measured.size() == 1) {
            String alone = fast.name() + (group.size() == 1 ? " has nothing beside it." : " alone could be measured.");
            return Optional.of(new Verdict(fast, null, null, alone, List.of()));
        }
        Way versus = fast.equals(first) ? measured.get(1) : first;
        Difference difference = Difference.paired(versus, fast, size, Math.max(1, measured.size() - 1))
                .orElse(null);
        return Optional.of(said(comparison.kind(), fast, versus, difference, size));
    }

    private static Verdict said(Comparison.Kind kind, Way fast, Way versus, Difference difference, long size) {
        List<String> details = new ArrayList<>();
        if (difference == null) {
            String sentence = fast.name() + " and " + versus.name() + " did not run at the same time.";
            return new Verdict(fast, versus, null, sentence, details);
        }
        Interval ratio = difference.ratio();
        String memory = memory(fast, versus);
        String sentence = difference.certain()
                ? String.format(
                        "%s is %s × as fast as %s%s.",
                        fast.name(),
                        Quantities.times(ratio.value()),
                        versus.name(),
                        memory.isEmpty() ? "" : " and needs " + memory)
                : String.format(
                        "No difference in time between %s and %s that is more than chance%s.",
                        fast.name(), versus.name(), memory.isEmpty() ? "" : "; " + fast.name() + " needs " + memory);
        if (ratio.bounded()) {
            details.add(String.format(
                    "95 %% interval %s to %s ×.",
                    Quantities.digits(ratio.low(), 3), Quantities.digits(ratio.high(), 3)));
        }
        if (!difference.certain()) {
            String more = kind == Comparison.Kind.PROGRAMS ? "rounds" : "processes";
            details.add("More " + more + " would tell more (--" + more + ").");
        } else {
            details.add(earned(fast, versus, size));
        }
        fast.agreement()
                .filter(one -> one.state() == Agreement.State.DIFFERS || one.state() == Agreement.State.UNKNOWN)
                .ifPresent(one -> details.add("Its result is another one: " + one.text() + "."));
        return new Verdict(
                fast,
                versus,
                difference,
                sentence,
                details.stream().filter(one -> !one.isEmpty()).toList());
    }

    /** When the time for compiling has come back. */
    private static String earned(Way fast, Way versus, long size) {
        Summary ours = Summary.of(fast, size);
        double each = Summary.of(versus, size).steady().orElseThrow().value()
                - ours.steady().orElseThrow().value();
        double compile = ours.compile().orElse(0);
        if (compile < 0.001 || each <= 0) {
            return "";
        }
        long calls = (long) Math.ceil(compile / each);
        return String.format(
                Locale.ROOT,
                "Compiling it took %s, which %s.",
                Quantities.time(compile),
                calls == 1
                        ? "one call earns back"
                        : String.format(Locale.ROOT, "%,d calls earn back", calls)
                                .replace(',', ' '));
    }

    /** How its memory relates to the other's, as one says it. */
    private static String memory(Way fast, Way versus) {
        long ours = Summary.of(fast, 0).peak().orElse(-1);
        long theirs = Summary.of(versus, 0).peak().orElse(-1);
        if (ours < 0 || theirs < 0 || Math.max(ours, theirs) < 100_000) {
            return "";
        }
        double part = (double) theirs / Math.max(1, ours);
        if (part >= 1.75) {
            long whole = Math.round(part);
            return (whole < PARTS.size() ? PARTS.get((int) whole) : "a " + whole + "th part") + " of its memory";
        }
        if (part > 1 / 1.1 && part < 1.1) {
            return "as much memory";
        }
        return part > 1
                ? String.format(Locale.ROOT, "%.0f %% of its memory", 100 / part)
                : Quantities.times(1 / part) + " × its memory";
    }
}
