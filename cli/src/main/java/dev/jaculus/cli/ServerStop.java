package dev.jaculus.cli;

import dev.jaculus.server.Client;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code jaculus server stop}: returns when the server has gone; there being none is as good. */
@Command(name = "stop", mixinStandardHelpOptions = true, description = "Stops the server, if one runs.")
final class ServerStop implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Client client = Client.ofThisBuild(System.getenv())) {
            client.ask("stop");
            client.awaitEnd();
            out.println("stopped");
        } catch (Client.NoServer e) {
            out.println(e.getMessage());
        }
        return 0;
    }
}
