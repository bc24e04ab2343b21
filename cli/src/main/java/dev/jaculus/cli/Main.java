package dev.jaculus.cli;

import dev.jaculus.server.Driver;
import dev.jaculus.server.Home;
import dev.jaculus.server.protocol.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
            "  attach    Samples a process that runs already; `dump` says where each of its threads is.",
            "  compare   Says which of several functions or programs is faster and needs less memory.",
            "  explain   Runs a program, or compiles a function, and says why its lines take their time.",
            "  doctor    Says what is used here, and what a library asks of Numba that Jaculus lacks.",
            ""
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            ServerCommand.class,
            CacheCommand.class,
            ReportCommand.class,
            DiffCommand.class,
            ComparisonCommand.class
        })
public final class Main {
    private static final List<String> REPORTS = List.of("report", "comparison", "explain");

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** The exit status. Picocli reads its annotations slowly, so the commands that someone waits for are made alone. */
    static int execute(String... arguments) {
        if (Arrays.equals(arguments, new String[] {"server", "run"})) {
            return plainly(new ServerRun());
        }
        if (arguments.length > 0 && REPORTS.contains(arguments[0])) {
            var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
            var driver = new Driver(Home.of(System.getenv()));
            CommandLine line = line(arguments[0], out, System.getenv(), driver);
            int status = with(line, Arrays.copyOfRange(arguments, 1, arguments.length));
            out.flush();
            return status;
        }
        return with(new CommandLine(new Main()), arguments);
    }

    /** One of the commands that make reports, in a server: what it would print is the reply. Which one the first argument says. */
    static Reply.Report report(List<String> arguments, Map<String, String> environment, Driver driver) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        boolean named = !arguments.isEmpty() && REPORTS.contains(arguments.getFirst());
        List<String> rest = named ? arguments.subList(1, arguments.size()) : arguments;
        CommandLine line = line(named ? arguments.getFirst() : "report", new PrintWriter(output), environment, driver)
                .setErr(new PrintWriter(errors, true));
        int status = with(line, rest.toArray(String[]::new));
        return new Reply.Report(status, output.toString(), errors.toString());
    }

    private static CommandLine line(String command, PrintWriter out, Map<String, String> environment, Driver driver) {
        Object made = switch (command) {
            case "comparison" -> new ComparisonCommand(out, environment);
            case "explain" -> new ExplainCommand(out, environment, driver);
            default -> new ReportCommand(out, environment, driver);
        };
        return new CommandLine(made).setCommandName("jaculus " + command).setOut(out);
    }

    private static int with(CommandLine line, String... arguments) {
        return line.setExecutionExceptionHandler((e, command, parsed) -> status(e, line.getErr()))
                .execute(arguments);
    }

    /** A program waits for the server: it starts without picocli. */
    private static int plainly(Callable<Integer> command) {
        try {
            return command.call();
        } catch (Exception e) {
            return status(e, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        }
    }

    private static int status(Exception e, PrintWriter errors) {
        switch (e) {
            case Failure failure -> {
                errors.println("jaculus: " + failure.getMessage());
                return failure.status();
            }
            case IOException io -> errors.println("jaculus: " + io.getMessage());
            default -> e.printStackTrace(errors); // ours
        }
        return 1;
    }
}
