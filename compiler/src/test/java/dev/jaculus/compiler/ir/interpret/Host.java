package dev.jaculus.compiler.ir.interpret;

import java.util.List;

/** What answers the host calls of a module that is interpreted. */
public interface Host {
    /** There is no Python here. */
    Host NONE = (number, arguments) -> {
        throw new UnsupportedOperationException("the interpreter has no Python");
    };

    /** A counted line is executed. */
    default void hit(int line) {}

    /** The status, and behind it the results; of a call that failed the status alone is looked at. */
    List<Object> call(int number, List<Object> arguments);
}
