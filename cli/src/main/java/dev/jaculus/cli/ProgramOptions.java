package dev.jaculus.cli;

import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What commands that run a program are given: the program, and the interpreter for it. */
final class ProgramOptions {
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

    PythonProgram program() {
        return PythonProgram.of(System.getenv(), python, module, arguments);
    }
}
