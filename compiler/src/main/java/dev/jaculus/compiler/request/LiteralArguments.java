package dev.jaculus.compiler.request;

import java.util.List;

/** The kernel asks for constants ({@code literally}): it is compiled for each value of these parameters. Neither a mistake nor a failure. */
public final class LiteralArguments extends RuntimeException {
    private final transient List<String> parameters;

    public LiteralArguments(List<String> parameters) {
        super("constants for " + parameters, null, false, false);
        this.parameters = List.copyOf(parameters);
    }

    /** The names of the root's parameters. */
    public List<String> parameters() {
        return parameters;
    }
}
