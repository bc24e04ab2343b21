package dev.jaculus.compiler.infer;

import dev.jaculus.syntax.diagnostic.Diagnostic;

/**
 * A type is needed that is not known in this round. It skips the statement; when another round brings nothing new, its diagnostic is the
 * user's error.
 */
final class NotYet extends RuntimeException {
    private final transient Diagnostic diagnostic;
    private final boolean recursion;

    /**
     * @param recursion whether the type is the result of a function that is being inferred
     */
    NotYet(Diagnostic diagnostic, boolean recursion) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
        this.recursion = recursion;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }

    boolean recursion() {
        return recursion;
    }
}
