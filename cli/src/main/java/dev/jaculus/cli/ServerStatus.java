package dev.jaculus.cli;

import com.grack.nanojson.JsonObject;
import dev.jaculus.server.Client;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code jaculus server status}: exit status 1 where no server runs. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows whether a server runs, and what it has done.")
final class ServerStatus implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Client client = Client.ofThisBuild(System.getenv())) {
            JsonObject status = client.ask("status");
            out.println("pid: " + status.getLong("pid"));
            out.println("socket: " + status.getString("socket"));
            out.println("uptime: " + status.getLong("uptime_s") + " s");
            out.println("kernels compiled: " + status.getLong("compiled"));
            out.println("memory: " + status.getLong("memory_mb") + " MB");
            return 0;
        } catch (Client.NoServer e) {
            out.println(e.getMessage());
            return 1;
        }
    }
}
