package dev.jaculus.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jaculus run script.py args…}: ends with the program's own exit status. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs a Python program; its `import numba` gets Jaculus.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private ProgramOptions options;

    @Override
    public Integer call() {
        return options.program().run(List.of("run"), Map.of());
    }
}
