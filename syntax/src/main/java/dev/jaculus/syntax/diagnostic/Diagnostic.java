package dev.jaculus.syntax.diagnostic;

import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * A mistake in the user's program, in the user's terms.
 *
 * @param id words with hyphens, for example {@code type-changes}; each has a page in {@code docs/errors}
 * @param kind which of Numba's error classes the host raises
 * @param message what is wrong, in one line
 * @param primary where, and what is there
 * @param others the other places of a conflict
 * @param help one thing to do
 * @param member what of a module it is about, where it is about such
 * @param calls how the program comes to the place, from there outwards
 */
public record Diagnostic(
        String id,
        Kind kind,
        String message,
        Place primary,
        List<Place> others,
        Optional<String> help,
        Optional<Member> member,
        List<Call> calls) {
    public Diagnostic {
        others = List.copyOf(others);
        calls = List.copyOf(calls);
    }

    public Diagnostic(String id, Kind kind, String message, Place primary, List<Place> others, Optional<String> help) {
        this(id, kind, message, primary, others, help, Optional.empty(), List.of());
    }

    /** A call: the function with the types of its arguments, and where it is called. */
    public record Call(String function, Place at) {}

    /** What of a module it is about: only the host can tell whether the module has that. */
    public record Member(String module, String name) {}

    /** Numba's classes of errors ({@code numba.core.errors}) that the compiler can give. */
    public enum Kind {
        SYNTAX("SyntaxError"),
        TYPING("TypingError"),
        UNSUPPORTED("UnsupportedError"),
        LOWERING("LoweringError");

        private final String className;

        Kind(String className) {
            this.className = className;
        }

        public String className() {
            return className;
        }
    }

    /** A place in a file and the words printed under it; the text may be empty. */
    public record Place(SourceFile file, Span span, String text) {}

    public static Diagnostic of(String id, Kind kind, String message, Place primary) {
        return new Diagnostic(id, kind, message, primary, List.of(), Optional.empty());
    }

    public Diagnostic withHelp(String text) {
        return new Diagnostic(id, kind, message, primary, others, Optional.of(text), member, calls);
    }

    public Diagnostic about(Member one) {
        return new Diagnostic(id, kind, message, primary, others, help, Optional.of(one), calls);
    }

    public Diagnostic withOther(Place other) {
        return new Diagnostic(
                id,
                kind,
                message,
                primary,
                java.util.stream.Stream.concat(others.stream(), java.util.stream.Stream.of(other))
                        .toList(),
                help,
                member,
                calls);
    }

    /** The same, as the function that holds all of it so far is called from there. */
    public Diagnostic calledBy(String function, Place at) {
        List<Call> whole = new java.util.ArrayList<>(calls);
        whole.add(new Call(function, at));
        return new Diagnostic(id, kind, message, primary, others, help, member, whole);
    }

    /** Carries a diagnostic out of the front end; caught where a request is answered. */
    public static final class Failure extends RuntimeException {
        private final transient Diagnostic diagnostic;

        public Failure(Diagnostic diagnostic) {
            super(diagnostic.message(), null, false, false);
            this.diagnostic = diagnostic;
        }

        public Diagnostic diagnostic() {
            return diagnostic;
        }
    }
}
