package dev.jaculus.cli;

import dev.jaculus.server.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A user's program, run by an interpreter with our package on its path.
 *
 * @param python the interpreter
 * @param program {@code -m MODULE args…} or {@code SCRIPT args…}
 */
record PythonProgram(Home home, String python, List<String> program) {

    static PythonProgram of(Map<String, String> environment, String python, String module, List<String> arguments) {
        Home home = Home.of(environment);
        List<String> program = new ArrayList<>(arguments);
        if (module != null) {
            program.addAll(0, List.of("-m", module));
        } else if (arguments.isEmpty()) {
            throw new Failure(2, "which program? Name a script, or a module after -m");
        } else {
            check(Path.of(arguments.getFirst()));
        }
        return new PythonProgram(home, interpreter(home, environment, python), program);
    }

    /** What Python says of a script that it cannot run, before anything is started. */
    private static void check(Path script) {
        String why = !Files.exists(script)
                ? "no such file"
                : !Files.isReadable(script)
                        ? "no permission to read it"
                        : Files.isDirectory(script) && !Files.exists(script.resolve("__main__.py"))
                                ? "a folder without a __main__.py"
                                : null;
        if (why != null) {
            throw new Failure(2, "cannot run '" + script + "': " + why);
        }
    }

    private static String interpreter(Home home, Map<String, String> environment, String named) {
        String python = named != null ? named : environment.getOrDefault("JACULUS_PYTHON", "");
        if (python.isEmpty()) {
            return home.folder().resolve("venv/bin/python").toString();
        }
        return python;
    }

    /**
     * Runs it with our streams, passes signals on, and waits for its end.
     *
     * @param launch what {@code jaculus._launch} gets before the program
     * @param variables set for the program
     * @return its exit status; 128 + N where signal N ended it
     */
    int run(List<String> launch, Map<String, String> variables) {
        List<String> command = new ArrayList<>(List.of(python, "-P", "-m", "jaculus._launch"));
        command.addAll(launch);
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Map<String, String> environment = builder.environment();
        Path ours = home.folder().resolveSibling("python");
        environment.merge("PYTHONPATH", ours.toString(), (theirs, path) -> path + File.pathSeparator + theirs);
        environment.putAll(variables);
        try {
            return Signals.passTo(builder).waitFor();
        } catch (IOException e) {
            throw new Failure(2, "cannot start the interpreter " + python + " (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e); // nobody interrupts the main thread
        }
    }
}
