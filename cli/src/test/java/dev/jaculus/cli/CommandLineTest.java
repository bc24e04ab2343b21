package dev.jaculus.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes. */
@Timeout(60)
class CommandLineTest {
    @TempDir
    Path temporary;

    @BeforeEach
    void home() throws IOException {
        Files.writeString(temporary.resolve("version"), "0123456789abcdef");
    }

    @Test
    void an_unknown_command_is_refused_with_the_usage() throws Exception {
        Ended run = jaculus("fly");
        assertEquals(2, run.status());
        assertTrue(run.output().contains("Usage: jaculus"));
        assertTrue(run.output().contains("  annotate  Runs a program"));
    }

    @Test
    void a_program_that_was_not_sampled_is_said() throws Exception {
        assertEquals(new Ended(1, "jaculus: the program ended before it was sampled\n"), jaculus("report", "."));
    }

    @Test
    void version_names_the_build() throws Exception {
        assertTrue(jaculus("--version").output().contains("build 01234567\n"));
    }

    @Test
    void a_server_runs_tells_of_itself_and_stops() throws Exception {
        Path socket = temporary.resolve("run/server-01234567.sock");
        assertEquals(new Ended(1, "no server is running (" + socket + ")\n"), jaculus("server", "status"));
        Process server = start("server", "run");
        while (!Files.exists(socket)) {
            assertTrue(server.isAlive());
            Thread.sleep(10);
        }
        Ended status = jaculus("server", "status");
        assertTrue(status.output().startsWith("pid: " + server.pid() + "\nsocket: " + socket + "\nuptime: "));
        assertEquals(new Ended(0, "stopped\n"), jaculus("server", "stop"));
        assertEquals(0, server.waitFor());
        assertFalse(Files.exists(socket));
    }

    @Test
    void a_terminated_server_removes_its_socket() throws Exception {
        Path socket = temporary.resolve("run/server-01234567.sock");
        Process server = start("server", "run");
        while (jaculus("server", "status").status() != 0) {
            assertTrue(server.isAlive());
        }
        server.destroy();
        server.waitFor();
        assertFalse(Files.exists(socket));
    }

    private record Ended(int status, String output) {}

    private Ended jaculus(String... arguments) throws Exception {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), output);
    }

    private Process start(String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        List<String> command =
                new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.jaculus.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(temporary.toFile()).redirectErrorStream(true);
        builder.environment().put("JACULUS_HOME", temporary.toString());
        builder.environment()
                .put("JACULUS_RUNTIME_DIR", temporary.resolve("run").toString());
        return builder.start();
    }
}
