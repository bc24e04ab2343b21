package dev.jaculus.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jaculus run script.py args…}: ends with the program's own exit status. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs a Python program; its `import numba` gets Jaculus.")
final class RunCommand implements Callable<Integer> {
    @Option(names = "--python", paramLabel = "INTERPRETER", description = "Python 3.11 or newer, with NumPy.")
    private String python;

    @Option(
            names = "-m",
            paramLabel = "MODULE",
            description = "Runs a module, as `python -m` does.",
            preprocessor = RestIsTheProgram.class)
    private String module;

    @Parameters(paramLabel = "SCRIPT ARGS", description = "The program and what it gets.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        return PythonProgram.of(System.getenv(), python, module, arguments).run(List.of("run"), Map.of());
    }
}
