package dev.jaculus.cli;

import dev.jaculus.profiler.format.Collapsed;
import dev.jaculus.profiler.format.Gecko;
import dev.jaculus.profiler.format.JsonProfile;
import dev.jaculus.profiler.format.Pprof;
import dev.jaculus.profiler.format.Speedscope;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.view.CellReport;
import dev.jaculus.profiler.view.HtmlReport;
import dev.jaculus.profiler.view.LiveReport;
import dev.jaculus.profiler.view.Look;
import dev.jaculus.profiler.view.TextReport;
import dev.jaculus.profiler.view.ThreadDump;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say what is written of a profile, and where; without any of them the text goes to standard output. */
final class Outputs {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The report as text.")
    private Path text;

    @Option(names = "--html", paramLabel = "FILE", description = "The report as a page, in one file.")
    private Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "All data, which `jaculus report` reads back.")
    private Path json;

    @Option(names = "--collapsed", paramLabel = "FILE", description = "Collapsed stacks, for flame graph tools.")
    private Path collapsed;

    @Option(names = "--speedscope", paramLabel = "FILE", description = "For speedscope.app.")
    private Path speedscope;

    @Option(names = "--gecko", paramLabel = "FILE", description = "For profiler.firefox.com.")
    private Path gecko;

    @Option(names = "--pprof", paramLabel = "FILE", description = "For `go tool pprof`.")
    private Path pprof;

    @Option(names = "--cell", paramLabel = "FILE", description = "A piece of a page, for notebooks.", hidden = true)
    private Path cell;

    @Option(names = "--live", paramLabel = "ROWS", description = "A screen of so many rows.", hidden = true)
    private int rows;

    @Option(names = "--threads", description = "Where each thread is.", hidden = true)
    private boolean threads;

    /** How a profile is written. */
    private interface Format {
        void write(Profile profile, OutputStream out) throws IOException;
    }

    private interface TextFormat {
        void write(Profile profile, Appendable out) throws IOException;
    }

    private record Output(Path file, Format format) {}

    /** Writes what was asked for; nothing was: the text, with this look. */
    void write(Profile profile, Appendable standard, Look look) throws IOException {
        List<Output> asked = asked();
        for (Output output : asked) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output.file()))) {
                output.format().write(profile, out);
            } catch (FileSystemException e) {
                throw new Failure(1, "cannot write " + output.file() + ": " + reason(e));
            }
        }
        if (threads) {
            ThreadDump.write(profile, look, standard);
        } else if (rows > 0) {
            LiveReport.write(profile, look, rows, standard);
        } else if (asked.isEmpty()) {
            TextReport.write(profile, look, standard);
        }
    }

    /** Why a file cannot be written. */
    static String reason(FileSystemException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such folder";
            case AccessDeniedException _ -> "permission denied";
            default -> e.getReason() == null ? e.getMessage() : e.getReason();
        };
    }

    /** Whether something is asked for that has all of a profile, the machine code too. */
    boolean keepsAll() {
        return html != null || json != null;
    }

    private List<Output> asked() {
        return Stream.of(
                        new Output(text, characters(TextReport::write)),
                        new Output(html, characters(HtmlReport::write)),
                        new Output(cell, characters(CellReport::write)),
                        new Output(json, characters(JsonProfile::write)),
                        new Output(collapsed, characters(Collapsed::write)),
                        new Output(speedscope, characters(Speedscope::write)),
                        new Output(gecko, characters(Gecko::write)),
                        new Output(pprof, Pprof::write))
                .filter(output -> output.file() != null)
                .toList();
    }

    private static Format characters(TextFormat format) {
        return (profile, out) -> {
            var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            format.write(profile, writer);
            writer.flush();
        };
    }
}
