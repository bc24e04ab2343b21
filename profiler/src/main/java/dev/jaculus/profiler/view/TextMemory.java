package dev.jaculus.profiler.view;

import dev.jaculus.profiler.model.Allocation;
import dev.jaculus.profiler.model.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The lines that allocate, what holds the peak first. */
final class TextMemory {
    private static final int MOST_LINES = 20;
    private static final double LEAST = 0.01;
    private static final String HEADING = "   at peak    in all     blocks   at exit";

    private final Profile profile;
    private final Look look;

    TextMemory(Profile profile, Look look) {
        this.profile = profile;
        this.look = look;
    }

    /** The heading of the part. */
    String title() {
        return "Memory: at most " + bytes(sum(Allocation::atPeak)) + " at once"
                + (profile.processes().size() > 1 ? " in each process, added" : "") + ", "
                + bytes(sum(Allocation::atExit)) + " at exit";
    }

    /** A row for each line; none where memory was not measured. */
    List<String> rows() {
        List<Allocation> shown = profile.allocations().stream()
                .filter(one -> isMuch(one, Allocation::atPeak)
                        || isMuch(one, Allocation::bytes)
                        || isMuch(one, Allocation::atExit))
                .sorted(Comparator.comparingLong(Allocation::atPeak)
                        .thenComparingLong(Allocation::bytes)
                        .reversed())
                .limit(MOST_LINES)
                .toList();
        List<String> rows = new ArrayList<>();
        if (!shown.isEmpty()) {
            rows.add(look.faint(HEADING));
        }
        for (Allocation one : shown) {
            String figures = String.format(
                    Locale.ROOT,
                    "%10s%10s%11d%10s  ",
                    bytes(one.atPeak()),
                    bytes(one.bytes()),
                    one.count(),
                    bytes(one.atExit()));
            rows.add(figures + look.cut(Shown.harmless(where(one)), figures.length()));
        }
        int more = profile.allocations().size() - shown.size();
        if (more > 0) {
            rows.add(look.faint(" ".repeat(43) + "and " + more + " more"));
        }
        return rows;
    }

    private String where(Allocation one) {
        if (one.file().isEmpty()) {
            return "(no line)";
        }
        String file = profile.run().relative(profile.source(one.file()).shown());
        String text = profile.source(one.file()).text().line(one.line()).strip();
        return file + ":" + one.line() + (text.isEmpty() ? "" : "  " + text);
    }

    private boolean isMuch(Allocation one, ToLongFunction<Allocation> part) {
        return part.applyAsLong(one) > 0 && part.applyAsLong(one) >= LEAST * sum(part);
    }

    private long sum(ToLongFunction<Allocation> part) {
        return profile.allocations().stream().mapToLong(part).sum();
    }

    /** In the unit that suits it. */
    private static String bytes(long count) {
        String[] units = {"kB", "MB", "GB", "TB"};
        if (Math.abs(count) < 1000) {
            return count + " B";
        }
        double value = count / 1e3;
        int unit = 0;
        while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
            value /= 1e3;
            unit++;
        }
        int digits = Math.abs(value) < 9.995 ? 2 : Math.abs(value) < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + digits + "f %s", value, units[unit]);
    }
}
