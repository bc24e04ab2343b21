package dev.jaculus.cli;

import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. A command is one class; what it does is elsewhere. */
@Command(
        name = "jaculus",
        description = "Compiles numeric Python and shows which line is slow.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, AnnotateCommand.class, ServerCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // A program waits for this one: without picocli, which Java's AOT cache cannot hold, it is 150 ms faster.
        boolean server = Arrays.equals(arguments, new String[] {"server", "run"});
        System.exit(server ? serve() : execute(arguments));
    }

    private static int serve() {
        try {
            return new ServerRun().call();
        } catch (IOException e) {
            System.err.println("jaculus: " + e.getMessage());
            return 1;
        }
    }

    /** The exit status. */
    static int execute(String... arguments) {
        return new CommandLine(new Main())
                .setStopAtPositional(true) // what follows a script is the script's
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (!(e instanceof IOException) && !(e instanceof Failure)) {
                        throw e; // ours: with its stack trace
                    }
                    command.getErr().println("jaculus: " + e.getMessage());
                    return e instanceof Failure failure ? failure.status() : 1;
                })
                .execute(arguments);
    }
}
