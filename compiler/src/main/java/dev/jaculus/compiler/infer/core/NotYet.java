package dev.jaculus.compiler.infer.core;

import dev.jaculus.syntax.diagnostic.Diagnostic;

/**
 * A type is needed that is not known in this round. It skips the statement; when another round brings nothing new, its diagnostic is the
 * user's error.
 */
public final class NotYet extends RuntimeException {
    private final transient Diagnostic diagnostic;
    private final boolean recursion;
    private final boolean list;

    /**
     * @param recursion whether the type is the result of a function that is being inferred
     */
    public NotYet(Diagnostic diagnostic, boolean recursion) {
        this(diagnostic, recursion, false);
    }

    private NotYet(Diagnostic diagnostic, boolean recursion, boolean list) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
        this.recursion = recursion;
        this.list = list;
    }

    /** What a list holds is not known yet: a use of it further down may tell, and then the whole function is gone through again. */
    public static NotYet list(Diagnostic diagnostic) {
        return new NotYet(diagnostic, false, true);
    }

    public boolean list() {
        return list;
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }

    public boolean recursion() {
        return recursion;
    }
}
