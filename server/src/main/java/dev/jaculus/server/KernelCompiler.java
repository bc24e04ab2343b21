package dev.jaculus.server;

import com.grack.nanojson.JsonObject;
import dev.jaculus.server.cache.Entry;
import java.util.List;

/**
 * A request in, a kernel out; the same request gives the same bytes. Called by many threads at once. A mistake of the
 * user is a {@link dev.jaculus.syntax.diagnostic.Diagnostic.Failure}; whatever else is thrown is our bug.
 */
public interface KernelCompiler {
    /** The shared library and its metadata. */
    Entry compile(JsonObject request);

    /** A stage of the same compilation as text: {@code types}, {@code ir}, {@code llvm} or {@code asm}. */
    String inspect(String what, JsonObject request);

    /** Does what only the first compilation would otherwise pay for; called once, while clients may already ask. */
    default void warmUp() {}

    /** Short pieces of typical work, to be done in this order while nobody asks: later compilations are faster for each. */
    default List<Runnable> exercises() {
        return List.of();
    }

    /** Called when nobody has asked for a while: gives back what memory it can. */
    default void rest() {}

    /** A part of Jaculus is not there; the message says which, and what to do. */
    final class Incomplete extends RuntimeException {
        public Incomplete(String message) {
            super(message);
        }
    }
}
