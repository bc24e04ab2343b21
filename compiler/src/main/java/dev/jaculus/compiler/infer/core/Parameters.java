package dev.jaculus.compiler.infer.core;

import dev.jaculus.syntax.ast.Expr.Arg;
import dev.jaculus.syntax.ast.Expr.Arguments;
import java.util.ArrayList;
import java.util.List;

/** A function's parameters. */
public final class Parameters {
    private Parameters() {}

    /** Those that a position can fill. */
    public static List<Arg> positional(Arguments arguments) {
        List<Arg> all = new ArrayList<>(arguments.posonlyargs());
        all.addAll(arguments.args());
        return all;
    }

    /** In the order of the typed function: positional, then {@code *args}, then keyword-only. */
    public static List<Arg> all(Arguments arguments) {
        List<Arg> all = positional(arguments);
        arguments.vararg().ifPresent(all::add);
        all.addAll(arguments.kwonlyargs());
        return all;
    }
}
