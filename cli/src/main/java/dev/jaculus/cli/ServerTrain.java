package dev.jaculus.cli;

import dev.jaculus.server.Training;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code jaculus server train}: what the build runs once so that Java can prepare the server's start, and that of reports. */
@Command(
        name = "train",
        hidden = true,
        description = "Starts a server, compiles some kernels, stops it, and makes reports.")
final class ServerTrain implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        Training.run(System.getenv());
        PracticeReport.run();
        PracticeComparison.run();
        return Main.execute("--help");
    }
}
