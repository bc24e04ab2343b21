package dev.jaculus.compiler.infer.parallel;

import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;
import java.util.Optional;

/**
 * Two places of a loop that get into each other's way.
 *
 * @param certain whether they do in every run of two iterations, which is an error; else it is a warning
 * @param message what is wrong, in one line
 * @param at the one place, and what is there
 * @param other the second, if it is another
 */
public record Finding(boolean certain, String message, Span at, String label, Optional<Other> other, String help) {
    /** A second place, in another file perhaps. */
    public record Other(Span at, String label, Optional<SourceFile> file) {
        Other(Span at, String label) {
            this(at, label, Optional.empty());
        }
    }
}
