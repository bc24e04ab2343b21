package dev.jaculus.cli;

import dev.jaculus.explain.Explanation;
import dev.jaculus.explain.view.ExplanationJson;
import dev.jaculus.explain.view.ExplanationText;
import dev.jaculus.profiler.view.HtmlReport;
import dev.jaculus.profiler.view.Look;
import dev.jaculus.server.Driver;
import dev.jaculus.server.Home;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jaculus explain FOLDER}, which Python's half of the command calls when the program has ended. */
@Command(name = "explain", description = "Explains the kernels of a folder.", mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "Kernels, and samples where they ran.")
    private Path folder;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The explanation as text.")
    private Path text;

    @Option(names = "--json", paramLabel = "FILE", description = "The explanation as data.")
    private Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "The profile as a page, with the explanation.")
    private Path html;

    @Option(names = "--assembly", description = "The machine code of each line too.")
    private boolean assembly;

    private final Appendable out;
    private final Map<String, String> environment;
    private final Driver driver;

    ExplainCommand(Appendable out, Map<String, String> environment, Driver driver) {
        this.out = out;
        this.environment = environment;
        this.driver = driver;
    }

    @Override
    public Integer call() throws IOException {
        Home home = Home.of(System.getenv());
        ExplainedRun.Found found = ExplainedRun.of(folder, driver, home.library("llvm-symbolizer"));
        Explanation explanation = found.explanation();
        write(text, to -> ExplanationText.write(explanation, Look.PLAIN, assembly, to));
        write(json, to -> ExplanationJson.write(explanation, to));
        write(html, to -> HtmlReport.write(found.profile(), to));
        if (text == null && json == null && html == null) {
            ExplanationText.write(explanation, Look.of(environment), assembly, out);
        }
        return 0;
    }

    private interface Content {
        void write(Appendable to) throws IOException;
    }

    private static void write(Path file, Content content) throws IOException {
        if (file == null) {
            return;
        }
        try (Writer to = Files.newBufferedWriter(file)) {
            content.write(to);
        } catch (FileSystemException e) {
            throw new Failure(1, "cannot write " + file + ": " + Outputs.reason(e));
        }
    }
}
