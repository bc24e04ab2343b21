package dev.jaculus.cli;

import dev.jaculus.profiler.compare.Baseline;
import dev.jaculus.profiler.compare.Comparison;
import dev.jaculus.profiler.compare.ComparisonJson;
import dev.jaculus.profiler.compare.ComparisonReader;
import dev.jaculus.profiler.compare.CsvComparison;
import dev.jaculus.profiler.compare.HtmlComparison;
import dev.jaculus.profiler.compare.MarkdownComparison;
import dev.jaculus.profiler.compare.Summary;
import dev.jaculus.profiler.compare.TextComparison;
import dev.jaculus.profiler.view.Look;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jaculus comparison FILE}: any report of a comparison; what {@code compare} calls when it has measured. */
@Command(
        name = "comparison",
        description = "Makes reports of a comparison that `compare --json FILE` has written.",
        mixinStandardHelpOptions = true)
final class ComparisonCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The comparison, or what was measured for one.")
    private Path given;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The table as text.")
    private Path text;

    @Option(names = "--html", paramLabel = "FILE", description = "As a page with plots, in one file.")
    private Path html;

    @Option(names = "--markdown", paramLabel = "FILE", description = "As Markdown.")
    private Path markdown;

    @Option(names = "--csv", paramLabel = "FILE", description = "As comma-separated values.")
    private Path csv;

    @Option(names = "--json", paramLabel = "FILE", description = "All data, which this command reads back.")
    private Path json;

    @Option(names = "--baseline", paramLabel = "FILE", description = "An earlier comparison: what has changed.")
    private Path baseline;

    @Option(names = "--fail-if", paramLabel = "LIMIT", description = "slower:5%%, larger:5%% of memory, differs.")
    private List<String> limits = List.of();

    private final Appendable out;
    private final Map<String, String> environment;

    /** For the list of commands. */
    ComparisonCommand() {
        this(System.out, System.getenv());
    }

    ComparisonCommand(Appendable out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    /** How a comparison is written. */
    private interface Format {
        void write(Comparison comparison, Appendable out) throws IOException;
    }

    @Override
    public Integer call() throws IOException {
        Comparison comparison = existing(given);
        write(comparison, text, (one, to) -> TextComparison.write(one, Look.PLAIN, to));
        write(comparison, html, HtmlComparison::write);
        write(comparison, markdown, MarkdownComparison::write);
        write(comparison, csv, CsvComparison::write);
        write(comparison, json, ComparisonJson::write);
        if (text == null) {
            TextComparison.write(comparison, Look.of(environment), out);
        }
        boolean nothing = comparison.ways().stream()
                .allMatch(way -> Summary.of(way, comparison.size()).steady().isEmpty());
        if (baseline == null && limits.isEmpty()) {
            return nothing ? 1 : 0;
        }
        Baseline.Limits allowed = Baseline.Limits.of(limits);
        Baseline held = baseline == null
                ? Baseline.within(comparison, allowed)
                : Baseline.of(comparison, existing(baseline), allowed);
        TextComparison.write(held, Look.of(environment), out);
        return held.broken().isEmpty() && !nothing ? 0 : 1;
    }

    private static Comparison existing(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Failure(2, "there is no file " + file);
        }
        return ComparisonReader.read(file);
    }

    private static void write(Comparison comparison, Path file, Format format) throws IOException {
        if (file == null) {
            return;
        }
        try (Writer to = Files.newBufferedWriter(file)) {
            format.write(comparison, to);
        } catch (FileSystemException e) {
            throw new Failure(1, "cannot write " + file + ": " + Outputs.reason(e));
        }
    }
}
