package dev.jaculus.profiler.view;

import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The report for the terminal: each function of the kernels and each line of its source, with its share of all samples. */
public final class TextReport {
    private static final String NO_SHARE = " ".repeat(17);

    private final Profile profile;
    private final Lines lines;
    private final Path working;
    private final Look look;
    private final Appendable out;

    private TextReport(Profile profile, Look look, Appendable out) {
        this.profile = profile;
        this.lines = Lines.of(profile);
        this.working = Path.of(profile.run().folder()).normalize();
        this.look = look;
        this.out = out;
    }

    /** Writes it for a file or a pipe. */
    public static void write(Profile profile, Appendable out) throws IOException {
        write(profile, Look.PLAIN, out);
    }

    /** Writes it. */
    public static void write(Profile profile, Look look, Appendable out) throws IOException {
        new TextReport(profile, look, out).write();
    }

    private void write() throws IOException {
        long bad = profile.of(Kind.UNKNOWN);
        int processes = profile.processes().size();
        line(String.format(
                Locale.ROOT,
                "# Total samples: %d (%.1f%% non-kernel, %.1f%% bad)",
                lines.total(),
                lines.percent(lines.total() - profile.of(Kind.KERNEL) - bad),
                lines.percent(bad)));
        line(String.format(
                Locale.ROOT,
                "# %.3f s of processor time, %d samples a second%s",
                profile.seconds(lines.total()),
                profile.rate(),
                processes == 1 ? "" : ", " + processes + " processes"));
        TextOverview overview = new TextOverview(profile, lines, look);
        if (lines.total() > 0) {
            line("# " + overview.kinds());
        }
        remarks();
        for (FileShare file : lines.files()) {
            line("");
            file(file);
        }
        for (String file : TextCounts.files(profile)) {
            part("Counted lines of `" + name(profile.source(file).shown()) + "`", TextCounts.rows(profile, file));
        }
        TextMemory memory = new TextMemory(profile, look);
        part(memory.title(), memory.rows());
        part("Functions, the most time in themselves first", overview.functions());
        part("Calls, with what they call, of 5 % and more", overview.calls());
        part("Threads", overview.threads());
    }

    private void part(String title, List<String> rows) throws IOException {
        if (!rows.isEmpty()) {
            line("");
            line(look.heading("## " + title));
            for (String row : rows) {
                line(row);
            }
        }
    }

    private void remarks() throws IOException {
        for (String remark : profile.run().remarks()) {
            line("# " + remark);
        }
        if (lines.total() == 0) {
            line("# The program ended before the first sample: let the kernels run longer, for a second or more.");
        } else if (profile.of(Kind.KERNEL) == 0 && profile.of(Kind.UNKNOWN) == 0) {
            line("# No sample was in a compiled kernel: let the kernels run longer, or look for the time elsewhere.");
        }
        if (profile.lost() > 0) {
            line("# " + profile.lost() + " more samples were lost: there was no room left for them.");
        }
        if (profile.unsampledThreads() > 0) {
            line("# " + profile.unsampledThreads() + " threads could not be sampled.");
        }
    }

    private void file(FileShare file) throws IOException {
        line(look.heading("## File `" + name(file.source().shown()) + "`"));
        if (file.source().text() instanceof Source.Missing(String why)) {
            line("(No source lines: " + why + ".)");
        }
        line("Functions:");
        for (FunctionShare function : file.functions()) {
            String name = look.cut(Shown.harmless(function.name()), NO_SHARE.length() + 9);
            line(share(function.samples()) + number(function.line()) + " | " + name);
        }
        for (Passage passage : file.passages()) {
            line("Lines " + passage.first() + " to " + passage.last() + ":");
            switch (file.source().text()) {
                case Source.Text(List<String> lines) -> withSource(passage, lines);
                case Source.Missing _ -> withoutSource(passage);
            }
        }
    }

    private void withSource(Passage passage, List<String> source) throws IOException {
        for (int number = passage.first(); number <= passage.last(); number++) {
            Long samples = passage.lines().get(number);
            String text = number <= source.size() ? source.get(number - 1) : "";
            String row = (samples == null ? NO_SHARE : share(samples)) + look.faint(number(number) + " | ");
            line(row + look.cut(Shown.harmless(text), NO_SHARE.length() + 9));
        }
    }

    private void withoutSource(Passage passage) throws IOException {
        for (var line : passage.lines().entrySet()) {
            line(share(line.getValue()) + number(line.getKey()) + " |");
        }
    }

    private String share(long samples) {
        double percent = lines.percent(samples);
        String text = String.format(Locale.ROOT, "%5.1f%% %8.3f s", percent, profile.seconds(samples));
        return look.warm(percent, text);
    }

    private static String number(int line) {
        return line == 0 ? " ".repeat(6) : String.format("%6d", line);
    }

    private String name(String path) {
        Path file = Path.of(path);
        return Shown.harmless(
                file.isAbsolute() && file.normalize().startsWith(working)
                        ? working.relativize(file.normalize()).toString()
                        : path);
    }

    private void line(String text) throws IOException {
        out.append(text.stripTrailing()).append('\n');
    }
}
