package dev.jaculus.compiler.tree;

import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.List;

/**
 * Typed statements. Where paths meet, {@link Merge}s say which variables have a new type from there on: `build` casts each
 * path's value to it. A variable that a path has not assigned is zero there (Numba's rule). Variables that no merge lists keep
 * the value that all paths share, or are never read again.
 */
// spotless:off
public sealed interface Stmt {
    Span span();

    record Assign(String name, Expr value, Span span) implements Stmt {}
    record Evaluate(Expr value, Span span) implements Stmt {}
    /** array[index] = value; the value has the element's type. */
    record StoreElement(Expr array, List<Expr> index, Expr value, boolean checked, Span span) implements Stmt {}
    /** target[...] = value, broadcast to the target's shape; the value is an array of the same element type, or a scalar of it. */
    record StoreArray(Expr target, Expr value, Span span) implements Stmt {}
    record If(Expr test, List<Stmt> then, List<Stmt> orElse, List<Merge> merges, Span span) implements Stmt {}
    /** `head`: the variables where an iteration starts (the test sees them so); `exit`: after the loop, its `orElse` included. */
    record While(Expr test, List<Stmt> body, List<Stmt> orElse, List<Merge> head, List<Merge> exit, Span span) implements Stmt {}
    /** index = lower, lower + step, ... while before upper; all int64, evaluated once. No statement assigns `index`. */
    record Count(String index, Expr lower, Expr upper, long step, List<Stmt> body, List<Stmt> orElse, List<Merge> head, List<Merge> exit, Span span) implements Stmt {}
    record Break(Span span) implements Stmt {}
    record Continue(Span span) implements Stmt {}
    /** The value has the function's result type. */
    record Return(Expr value, Span span) implements Stmt {}
    record Raise(ExceptionClass exception, List<Argument> arguments, Span span) implements Stmt {}

    /** From here on the variable has this type. */
    record Merge(String name, Type type) {}

    /** A Python exception class by its dotted name; `index` is the host's own number for a user's class, or -1. */
    record ExceptionClass(String name, int index) {}

    /** An argument of an exception: a constant (String, Long, Double, Boolean, null for None) or a scalar computed at run time. */
    sealed interface Argument {
        record Fixed(Object value) implements Argument {}
        record Computed(Expr value) implements Argument {}
    }
}
// spotless:on
