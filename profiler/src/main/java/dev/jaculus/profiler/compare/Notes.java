package dev.jaculus.profiler.compare;

import dev.jaculus.profiler.compare.Comparison.Kind;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** The sentences that stand below a table: what the figures rest on, and what a reader might miss. */
final class Notes {
    private Notes() {}

    static List<String> of(Comparison comparison) {
        List<String> notes = new ArrayList<>();
        notes.add(basis(comparison));
        for (Way way : comparison.ways()) {
            Summary summary = Summary.of(way, comparison.size());
            if (summary.outliers() > 0) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%s: %d of %d times were longer than the median of its process by half and more.",
                        way.name(),
                        summary.outliers(),
                        summary.runs()));
            }
        }
        if (comparison.sizes().size() > 1) {
            notes.add("First calls are with n = " + comparison.sizes().getFirst() + ", each call is with n = "
                    + comparison.size() + ".");
        }
        for (Way way : comparison.ways()) {
            Growth.of(way).ifPresent(growth -> notes.add(grown(way, growth)));
        }
        notes.addAll(comparison.run().remarks());
        if (!comparison.finished()) {
            notes.add("This comparison is not finished.");
        }
        return notes;
    }

    private static String basis(Comparison comparison) {
        long processes = comparison.ways().stream()
                .mapToLong(way -> way.launches().size())
                .max()
                .orElse(0);
        IntSummaryStatistics all = comparison.ways().stream()
                .mapToInt(way -> Summary.of(way, comparison.size()).runs())
                .filter(runs -> runs > 0)
                .summaryStatistics();
        if (all.getCount() == 0) {
            return "Nothing was measured.";
        }
        String least = all.getMin() == all.getMax() ? "" : all.getMin() + " to ";
        if (comparison.kind() == Kind.PROGRAMS) {
            return least + counted(all.getMax(), "run") + " of each, in turn, in random order.";
        }
        String argument = comparison.argument().isEmpty() ? "" : "Called with " + comparison.argument() + ". ";
        return argument + least + counted(all.getMax(), "time") + " each in " + counted(processes, "process")
                + ", in turn, in random order.";
    }

    private static String counted(long count, String word) {
        return count + " " + word + (count == 1 ? "" : word.endsWith("s") ? "es" : "s");
    }

    private static String grown(Way way, Growth growth) {
        String error = growth.error() > 0 ? String.format(Locale.ROOT, " ± %.2f", growth.error()) : "";
        return String.format(
                Locale.ROOT, "%s grows as n^%.2f%s, from n = %d.", way.name(), growth.exponent(), error, growth.from());
    }
}
