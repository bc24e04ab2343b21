package dev.jaculus.cli;

import dev.jaculus.server.Driver;
import dev.jaculus.server.Home;
import dev.jaculus.server.Reporter;
import dev.jaculus.server.RuntimeFolder;
import dev.jaculus.server.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code jaculus server run}: in the foreground, until it is stopped or was idle for long. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs a server in the foreground.")
final class ServerRun implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        Map<String, String> environment = System.getenv();
        Home home = Home.of(environment);
        Duration idle = Duration.ofSeconds(Long.parseLong(environment.getOrDefault("JACULUS_SERVER_IDLE_S", "600")));
        RuntimeFolder folder = RuntimeFolder.of(environment);
        Driver driver = new Driver(home);
        Reporter reporter = (arguments, look) -> Main.report(arguments, look, driver);
        Server server = Server.open(folder, home.shortVersion(), driver, reporter, System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.serve(idle);
        return 0;
    }
}
