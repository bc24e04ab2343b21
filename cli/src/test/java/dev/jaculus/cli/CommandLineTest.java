package dev.jaculus.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, with a shell script as the interpreter: it prints what it gets, then does what its program says. */
@Timeout(60)
class CommandLineTest {
    private static final String INTERPRETER = """
            #!/bin/sh
            echo "$@"
            case $* in
                *fail*) exit 7 ;;
                *killed*) kill -KILL $$ ;;
                *wait*) trap 'echo interrupted; exit 3' INT; trap 'echo terminated; exit 4' TERM
                        echo ready; while :; do sleep 0.02; done ;;
            esac
            """;

    @TempDir
    Path temporary;

    private Path python;

    @BeforeEach
    void home() throws IOException {
        Files.writeString(temporary.resolve("version"), "0123456789abcdef");
        for (String script : List.of("fine.py", "fail.py", "killed.py", "wait.py")) {
            Files.writeString(temporary.resolve(script), "");
        }
        python = Files.writeString(temporary.resolve("python"), INTERPRETER);
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void run_passes_the_script_and_all_that_follows() throws Exception {
        Ended run = jaculus("run", "fine.py", "-x", "--python", "--", "-h");
        assertEquals("-P -m jaculus._launch run fine.py -x --python -- -h\n", run.output());
        assertEquals(0, run.status());
    }

    @Test
    void run_passes_a_module_and_all_that_follows() throws Exception {
        Ended run = jaculus("run", "-m", "pytest", "-q", "--version");
        assertEquals("-P -m jaculus._launch run -m pytest -q --version\n", run.output());
    }

    @Test
    void dashes_may_stand_before_the_script() throws Exception {
        assertEquals(
                "-P -m jaculus._launch run fine.py --rate 3\n",
                jaculus("run", "--", "fine.py", "--rate", "3").output());
    }

    @Test
    void an_option_names_the_interpreter_before_the_environment_does() throws Exception {
        Ended run =
                jaculus("run", "--python", temporary.resolve("nowhere/python").toString(), "fine.py");
        assertEquals(2, run.status());
        assertTrue(run.output().startsWith("jaculus: cannot start the interpreter " + temporary + "/nowhere/python"));
    }

    @Test
    void the_programs_exit_status_is_kept() throws Exception {
        assertEquals(7, jaculus("run", "fail.py").status());
        assertEquals(128 + 9, jaculus("run", "killed.py").status());
    }

    @Test
    void signals_reach_the_program_and_its_status_is_waited_for() throws Exception {
        signalled("INT", "interrupted", 3);
        signalled("TERM", "terminated", 4);
    }

    @Test
    void what_cannot_be_run_is_one_line_and_status_2() throws Exception {
        refused("cannot run 'none.py': no such file", "run", "none.py");
        refused("cannot run '.': a folder without a __main__.py", "annotate", ".");
        refused("which program? Name a script, or a module after -m", "run");
        refused("--rate 0: samples a second, from 1 to 20000", "annotate", "--rate", "0", "fine.py");
    }

    @Test
    void an_unknown_command_is_refused_with_the_usage() throws Exception {
        Ended run = jaculus("fly");
        assertEquals(2, run.status());
        assertTrue(run.output().contains("Usage: jaculus"));
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

    private void signalled(String signal, String said, int status) throws Exception {
        Process run = start("run", "wait.py");
        var output = run.inputReader();
        assertEquals("-P -m jaculus._launch run wait.py", output.readLine());
        assertEquals("ready", output.readLine());
        new ProcessBuilder("kill", "-" + signal, String.valueOf(run.pid()))
                .start()
                .waitFor();
        assertEquals(said, output.readLine());
        assertEquals(status, run.waitFor());
    }

    private void refused(String message, String... arguments) throws Exception {
        assertEquals(new Ended(2, "jaculus: " + message + "\n"), jaculus(arguments));
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
        builder.environment().put("JACULUS_PYTHON", python.toString());
        return builder.start();
    }
}
