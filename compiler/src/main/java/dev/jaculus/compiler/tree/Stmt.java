package dev.jaculus.compiler.tree;

import dev.jaculus.compiler.types.ObjectClass;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;

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
    /** list[index] = value of the item type; the message as in {@link Expr.ListItem}. */
    record StoreItem(Expr list, Expr index, Expr value, Optional<String> message, Span span) implements Stmt {}
    /** The value has the field's type. */
    record StoreField(Expr object, ObjectClass.Field field, Expr value, Span span) implements Stmt {}
    /** Cuts the list to this length, which is not negative, or makes room at its end for items that are stored next. */
    record ResizeList(Expr list, Expr length, Span span) implements Stmt {}
    record If(Expr test, List<Stmt> then, List<Stmt> orElse, List<Merge> merges, Span span) implements Stmt {}
    /** `head`: the variables where an iteration starts (the test sees them so); `exit`: after the loop, its `orElse` included. */
    record While(Expr test, List<Stmt> body, List<Stmt> orElse, List<Merge> head, List<Merge> exit, Span span) implements Stmt {}
    /** index = lower, lower + step, ... while before upper; all int64, evaluated once. No statement assigns `index`. */
    record Count(String index, Expr lower, Expr upper, long step, List<Stmt> body, List<Stmt> orElse, List<Merge> head, List<Merge> exit, Span span) implements Stmt {}
    /**
     * Runs `body` for each of `pieces` parts of the iterations 0 .. count-1, maybe at the same time, each with its bounds in `from`, `to` and its number in
     * `piece`, all int64. What `body` assigns is its own: after it every variable is what it was before. No jump leaves it.
     */
    record Parallel(Expr count, Expr pieces, String from, String to, String piece, List<Stmt> body, Span span) implements Stmt {}
    /** Runs the body; Leave with this label, in it, goes to its end. */
    record Labelled(String label, List<Stmt> body, List<Merge> exit, Span span) implements Stmt {}
    record Leave(String label, Span span) implements Stmt {}
    record Break(Span span) implements Stmt {}
    record Continue(Span span) implements Stmt {}
    /** The value has the function's result type. */
    record Return(Expr value, Span span) implements Stmt {}
    /** In a generator, whose item type the value has. */
    record Suspend(Expr value, Span span) implements Stmt {}
    record Raise(ExceptionClass exception, List<Argument> arguments, Span span) implements Stmt {}
    /**
     * Runs the body, then `orElse`, which `handler` does not watch. An exception in the body goes to the handler: there the variable `status` (int32)
     * says which, and `caught` are the variables as any point of the body that can raise may have left them. `exit`: after both.
     */
    record Try(List<Stmt> body, List<Stmt> orElse, String status, List<Stmt> handler, List<Merge> caught, List<Merge> exit, Span span) implements Stmt {}
    /** In the body of the Try with this status, but not watched by it: a `finally` on the way of a `return`. */
    record Unwatched(String status, List<Stmt> body, Span span) implements Stmt {}
    /** The exception with this status is handled; it may be raised again out of its `room` (-1: none). */
    record Handle(String status, int room, Span span) implements Stmt {}
    /** The exception of this room is the one that a host call may ask about. */
    record Recall(String status, int room, Span span) implements Stmt {}
    /** Raises an exception again; room -1: no handler took it. */
    record Reraise(String status, int room, Span span) implements Stmt {}

    /** Control has come to the line once more; only where lines are counted. */
    record Hit(Span span) implements Stmt {}

    /** From here on the variable has this type. */
    record Merge(String name, Type type) {}

    /** A Python exception class by its dotted name; `index` is the host's own number for a user's class, or -1; a user's class brings the keys of its bases, nearest first. */
    record ExceptionClass(String name, int index, List<String> bases) {
        /** What tells classes apart, also in `bases`. */
        public String key() { return index < 0 ? name : name + "#" + index; }
    }

    /** An argument of an exception: a constant (String, Long, Double, Boolean, null for None) or a scalar computed at run time. */
    sealed interface Argument {
        record Fixed(Object value) implements Argument {}
        record Computed(Expr value) implements Argument {}
        /** A keyword, or, as {@code __cause__}, the number that Python has for what the exception is raised from. */
        record Named(String name, Argument value) implements Argument {}
    }
}
// spotless:on
