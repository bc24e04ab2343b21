package dev.jaculus.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jaculus annotate script.py args…}: the program's exit status, and after its output the report. */
@Command(
        name = "annotate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs a program and prints its kernels, each line with its share of the time.")
final class AnnotateCommand implements Callable<Integer> {
    @Option(names = "--rate", paramLabel = "HZ", description = "Samples a second; ${DEFAULT-VALUE} if not given.")
    private int rate = 1000;

    @Mixin
    private ProgramOptions options;

    @Override
    public Integer call() throws IOException {
        if (rate < 1 || rate > 20_000) {
            throw new Failure(2, "--rate " + rate + ": samples a second, from 1 to 20000");
        }
        return new ProfiledRun(options.program(), rate).run();
    }
}
