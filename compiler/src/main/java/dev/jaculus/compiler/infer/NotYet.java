package dev.jaculus.compiler.infer;

import dev.jaculus.syntax.diagnostic.Diagnostic;

/**
 * A type is needed that is not known in this round. It skips the statement; when another round brings nothing new, its diagnostic is the
 * user's error.
 */
final class NotYet extends RuntimeException {
    private final transient Diagnostic diagnostic;
    private final boolean recursion;
    private final boolean list;

    /**
     * @param recursion whether the type is the result of a function that is being inferred
     */
    NotYet(Diagnostic diagnostic, boolean recursion) {
        this(diagnostic, recursion, false);
    }

    private NotYet(Diagnostic diagnostic, boolean recursion, boolean list) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
        this.recursion = recursion;
        this.list = list;
    }

    /** What a list holds is not known yet: a use of it further down may tell, and then the whole function is gone through again. */
    static NotYet list(Diagnostic diagnostic) {
        return new NotYet(diagnostic, false, true);
    }

    boolean list() {
        return list;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }

    boolean recursion() {
        return recursion;
    }
}
