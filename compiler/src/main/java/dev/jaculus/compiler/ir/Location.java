package dev.jaculus.compiler.ir;

import java.util.Optional;

/**
 * A place in Python source, for debug information: the column counts from 1.
 *
 * @param inlinedAt the call that our own inliner replaced by this code
 */
public record Location(Scope scope, int line, int column, Optional<Location> inlinedAt) {
    public Location(Scope scope, int line, int column) {
        this(scope, line, column, Optional.empty());
    }

    /** A Python function: DWARF's subprogram. */
    public record Scope(String function, String file, int line) {}
}
