package dev.jaculus.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. A command is one class; what it does is elsewhere. */
@Command(
        name = "jaculus",
        customSynopsis = "jaculus COMMAND …",
        description = {
            "Compiles numeric Python and shows which line is slow.",
            "",
            "  run       Runs a Python program; its `import numba` gets Jaculus.",
            "  annotate  Runs a program and prints its kernels, each line with its share of the time.",
            "  doctor    Says what is used here, and what a library asks of Numba that Jaculus lacks.",
            ""
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {ServerCommand.class, CacheCommand.class, ReportCommand.class, DiffCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** The exit status. Picocli reads its annotations slowly, so the commands that someone waits for are made alone. */
    static int execute(String... arguments) {
        if (Arrays.equals(arguments, new String[] {"server", "run"})) {
            return plainly(new ServerRun());
        }
        return arguments.length > 0 && arguments[0].equals("report")
                ? alone(new ReportCommand(), arguments)
                : with(new CommandLine(new Main()), arguments);
    }

    private static int alone(Callable<Integer> command, String... arguments) {
        CommandLine line = new CommandLine(command).setCommandName("jaculus " + arguments[0]);
        return with(line, Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static int with(CommandLine line, String... arguments) {
        return line.setExecutionExceptionHandler((e, command, parsed) -> status(e))
                .execute(arguments);
    }

    /** A program waits for the server: it starts without picocli. */
    private static int plainly(Callable<Integer> command) {
        try {
            return command.call();
        } catch (Exception e) {
            return status(e);
        }
    }

    private static int status(Exception e) {
        switch (e) {
            case Failure failure -> {
                System.err.println("jaculus: " + failure.getMessage());
                return failure.status();
            }
            case IOException io -> System.err.println("jaculus: " + io.getMessage());
            default -> e.printStackTrace(); // ours
        }
        return 1;
    }
}
