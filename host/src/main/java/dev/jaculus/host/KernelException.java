package dev.jaculus.host;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Python exception that a kernel raised. Its stack trace begins with the lines of Python; {@link #trace} has them with
 * their columns.
 */
public final class KernelException extends RuntimeException {
    private final String pythonClass;
    private final transient List<Object> arguments;
    private final transient List<Frame> trace;

    /** A place in a Python file. */
    public record Frame(String function, String file, int line, int column) {}

    KernelException(String pythonClass, List<Object> arguments, List<Frame> trace) {
        super(message(pythonClass, arguments));
        this.pythonClass = pythonClass;
        this.arguments = arguments;
        this.trace = trace;
        Stream<StackTraceElement> python =
                trace.reversed().stream().map(f -> new StackTraceElement("python", f.function, f.file, f.line));
        setStackTrace(Stream.concat(python, Stream.of(getStackTrace())).toArray(StackTraceElement[]::new));
    }

    /** The class's name without its module: "ValueError". */
    public String pythonClass() {
        return pythonClass;
    }

    /** What the exception was raised with: Long, Double, Boolean, String, null, or a List of these. */
    public List<Object> arguments() {
        return arguments;
    }

    /** The way of the exception, the place that raised it last, as in Python's tracebacks. */
    public List<Frame> trace() {
        return trace;
    }

    /** As the last line of a traceback: "ValueError: negative", or the class alone. */
    private static String message(String pythonClass, List<Object> arguments) {
        return switch (arguments.size()) {
            case 0 -> pythonClass;
            case 1 -> pythonClass + ": " + (arguments.getFirst() instanceof String s ? s : repr(arguments.getFirst()));
            default -> pythonClass + ": " + repr(arguments);
        };
    }

    private static String repr(Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean b -> b ? "True" : "False";
            case String s -> "'" + s + "'";
            case List<?> items when items.size() == 1 -> "(" + repr(items.getFirst()) + ",)";
            case List<?> items -> items.stream().map(KernelException::repr).collect(Collectors.joining(", ", "(", ")"));
            default -> value.toString();
        };
    }
}
