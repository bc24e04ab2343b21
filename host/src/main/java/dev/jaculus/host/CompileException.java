package dev.jaculus.host;

import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.diagnostic.Renderer;

/** A mistake in a Python function, told as the command line tells it. */
public final class CompileException extends RuntimeException {
    private final transient Diagnostic diagnostic;

    CompileException(Diagnostic.Failure failure) {
        super(Renderer.render(failure.diagnostic()), failure);
        this.diagnostic = failure.diagnostic();
    }

    /** The kind of mistake, words with hyphens such as "type-changes". */
    public String id() {
        return diagnostic.id();
    }

    /** The Python class of the mistake: "TypingError". */
    public String pythonClass() {
        return diagnostic.kind().className();
    }

    /** The file that has the mistake. */
    public String file() {
        return diagnostic.primary().file().path();
    }

    /** The line in the file, from 1. */
    public int line() {
        return diagnostic.primary().span().line();
    }

    /** The column in the line, from 1. */
    public int column() {
        return diagnostic.primary().span().column() + 1;
    }
}
