package dev.jaculus.profiler.view;

import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.ProgramProcess;
import dev.jaculus.profiler.model.ProgramThread;
import dev.jaculus.profiler.model.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The parts of the text about the whole program: kinds of time, functions, calls, threads. */
final class TextOverview {
    private static final int MOST_FUNCTIONS = 12;
    private static final int MOST_CALLS = 30;
    private static final int MOST_THREADS = 16;
    private static final double LEAST_CALL = 0.05;

    private final Profile profile;
    private final Lines lines;
    private final Look look;

    TextOverview(Profile profile, Lines lines, Look look) {
        this.profile = profile;
        this.lines = lines;
        this.look = look;
    }

    /** Where the time went: one line. */
    String kinds() {
        return Arrays.stream(Kind.values())
                .filter(kind -> profile.of(kind) > 0)
                .map(kind -> String.format(
                        Locale.ROOT, "%s %.3f s", kind.title().toLowerCase(Locale.ROOT), seconds(profile.of(kind))))
                .collect(Collectors.joining(", "));
    }

    List<String> functions() {
        List<String> table = new ArrayList<>();
        List<Functions.Share> all = Functions.of(profile);
        for (Functions.Share share : all.stream().limit(MOST_FUNCTIONS).toList()) {
            Function function = share.function();
            String self = String.format(Locale.ROOT, "%6.1f%%", lines.percent(share.self()));
            String rest = String.format(
                    Locale.ROOT,
                    " %6.1f%% %9.3f s  %-9s ",
                    lines.percent(share.total()),
                    seconds(share.self()),
                    function.kind().noun());
            table.add(
                    look.warm(lines.percent(share.self()), self) + rest + look.cut(named(function), 7 + rest.length()));
        }
        if (!table.isEmpty()) {
            table.addFirst(look.faint("   self   total      self    kind"));
        }
        if (all.size() > MOST_FUNCTIONS) {
            table.add(look.faint(" ".repeat(38) + "and " + (all.size() - MOST_FUNCTIONS) + " more"));
        }
        return table;
    }

    List<String> calls() {
        long least = Math.max(1, (long) Math.ceil(LEAST_CALL * lines.total()));
        return CallTree.of(profile).rows(least).stream()
                .limit(MOST_CALLS)
                .map(row -> {
                    double percent = lines.percent(row.samples());
                    String share = look.warm(percent, String.format(Locale.ROOT, "%6.1f%%", percent));
                    return share + "  " + look.cut("  ".repeat(row.depth()) + named(row.function()), 9);
                })
                .toList();
    }

    /** Each thread with its time; none where there is only one. */
    List<String> threads() {
        int count = profile.threads().size();
        long[] busy = new long[count];
        long[] waiting = new long[count];
        for (Sample sample : profile.samples()) {
            (sample.kind().isProcessorTime() ? busy : waiting)[sample.thread()] += sample.weight();
        }
        List<String> rows = new ArrayList<>();
        for (int i = 0; count > 1 && i < count; i++) {
            if (rows.size() == MOST_THREADS) {
                rows.add("and " + (count - i) + " more");
                break;
            }
            String wait = waiting[i] == 0 ? "" : String.format(Locale.ROOT, ", waiting %.3f s", seconds(waiting[i]));
            rows.add(String.format(
                    Locale.ROOT,
                    "%6.1f%% %9.3f s  %s%s",
                    lines.percent(busy[i]),
                    seconds(busy[i]),
                    look.cut(name(profile.threads().get(i)), 21),
                    wait));
        }
        return rows;
    }

    private String name(ProgramThread thread) {
        String name = thread.name().isEmpty() ? "thread " + thread.id() : thread.name();
        if (profile.processes().size() > 1) {
            ProgramProcess process = profile.processes().get(thread.process());
            name += ", " + (process.name().isEmpty() ? "process " + process.id() : process.name());
        }
        return Shown.harmless(name);
    }

    private String named(Function function) {
        if (function.isOwn()) {
            String file = profile.run().relative(profile.source(function.file()).shown());
            return Shown.harmless(function.name() + ", " + file + (function.line() == 0 ? "" : ":" + function.line()));
        }
        boolean told = function.library().isEmpty() || function.library().equals(function.name());
        return Shown.harmless(function.name() + (told ? "" : " (" + function.library() + ")"));
    }

    private double seconds(long samples) {
        return profile.seconds(samples);
    }
}
