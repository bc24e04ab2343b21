package dev.jaculus.cli;

import dev.jaculus.profiler.Report;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Run;
import dev.jaculus.profiler.view.HtmlReport;
import dev.jaculus.profiler.view.TextReport;
import dev.jaculus.server.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jaculus report FOLDER}: what {@code annotate} calls when its program has ended. */
@Command(name = "report", hidden = true, description = "Prints the report of a folder of samples.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "What the sampler wrote.")
    private Path samples;

    @Option(names = "--output", paramLabel = "FILE", description = "Writes the report there.")
    private Path output;

    @Option(names = "--working", paramLabel = "FOLDER", description = "Files below it are named relative to it.")
    private Path working = Path.of("");

    @Option(names = "--remark", description = "Goes into the report.")
    private List<String> remarks = List.of();

    @Option(names = "--html", description = "As a piece of a page, for notebooks.")
    private boolean html;

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(samples.resolve("samples.bin"))) {
            throw new Failure(1, "the program ended before it was sampled");
        }
        String folder = working.toAbsolutePath().normalize().toString();
        Run run = new Run("", "", folder, Instant.EPOCH, 0, Map.of(), remarks);
        Profile profile = Report.of(samples, Home.of(System.getenv()).library("llvm-symbolizer"), run);
        StringBuilder text = new StringBuilder();
        if (html) {
            HtmlReport.write(profile, text);
        } else {
            TextReport.write(profile, text);
        }
        if (output != null) {
            Files.writeString(output, text);
        } else {
            System.out.print(text);
            System.out.flush();
        }
        return 0;
    }
}
