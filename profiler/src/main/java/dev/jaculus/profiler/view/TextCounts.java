package dev.jaculus.profiler.view;

import dev.jaculus.profiler.model.LineCount;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The lines that were counted, in the columns of line_profiler. A line's time is with that of what it calls. */
final class TextCounts {
    private static final String HEADING = "  line       hits     time, s  each, µs  % time";

    private TextCounts() {}

    /** The files that have such lines. */
    static List<String> files(Profile profile) {
        return profile.counts().stream()
                .map(LineCount::file)
                .distinct()
                .sorted()
                .toList();
    }

    /** A heading and a row for each line of a file; percents are of all that was counted there. */
    static List<String> rows(Profile profile, String file) {
        List<LineCount> counts = profile.counts().stream()
                .filter(count -> count.file().equals(file))
                .sorted(Comparator.comparingInt(LineCount::line))
                .toList();
        double total = counts.stream()
                .mapToDouble(LineCount::seconds)
                .filter(one -> one > 0)
                .sum();
        Source text = profile.source(file).text();
        List<String> rows = new ArrayList<>(List.of(HEADING));
        for (LineCount count : counts) {
            String source = Shown.harmless(text.line(count.line())).stripTrailing();
            rows.add((row(count, total) + " | " + source).stripTrailing());
        }
        return rows;
    }

    private static String row(LineCount count, double total) {
        if (count.seconds() < 0 || count.hits() == 0) {
            return String.format(Locale.ROOT, "%6d %10d %28s", count.line(), count.hits(), "");
        }
        return String.format(
                Locale.ROOT,
                "%6d %10d %11.6f %9s  %5.1f%%",
                count.line(),
                count.hits(),
                count.seconds(),
                each(count.seconds() / count.hits() * 1e6),
                total == 0 ? 0 : 100 * count.seconds() / total);
    }

    /** A line of a kernel takes nanoseconds. */
    private static String each(double microseconds) {
        return String.format(Locale.ROOT, microseconds < 0.995 ? "%.4f" : "%.2f", microseconds);
    }
}
