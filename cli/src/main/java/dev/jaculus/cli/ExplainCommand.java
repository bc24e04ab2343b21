package dev.jaculus.cli;

import dev.jaculus.explain.Explanation;
import dev.jaculus.explain.view.ExplanationText;
import dev.jaculus.profiler.view.Look;
import dev.jaculus.server.Driver;
import dev.jaculus.server.Home;
import java.io.IOException;
import java.io.Writer;
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
        Explanation explanation = ExplainedRun.of(folder, driver, home.library("llvm-symbolizer"));
        if (text == null) {
            ExplanationText.write(explanation, Look.of(environment), assembly, out);
        } else {
            try (Writer to = Files.newBufferedWriter(text)) {
                ExplanationText.write(explanation, Look.PLAIN, assembly, to);
            }
        }
        return 0;
    }
}
