package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;

/** Statements that raise Python's own exceptions. */
public final class Raises {
    private Raises() {}

    /** The statement that raises ValueError with a fixed text. */
    public static Stmt valueError(String text, Span span) {
        return new Stmt.Raise(builtin("ValueError"), List.of(new Stmt.Argument.Fixed(text)), span);
    }

    public static Stmt.ExceptionClass builtin(String name) {
        return new Stmt.ExceptionClass("builtins." + name, -1, List.of());
    }

    /** {@code ValueError("negative", x)}. */
    public static Value made(Frozen.ExceptionClass exception, CallArguments arguments) {
        List<Value> all = new ArrayList<>(arguments.positional());
        all.addAll(arguments.keywords().values());
        return new Value.NewException(
                exception, all, List.copyOf(arguments.keywords().keySet()));
    }
}
