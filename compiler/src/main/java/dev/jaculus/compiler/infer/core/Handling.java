package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Stmt;
import java.util.List;

/** A handler whose body is being inferred; compared by identity. */
public final class Handling {
    public final String status;
    /** Where its exception is kept for a `raise` in it. */
    public int room = -1;

    /** What it watched, and which classes of exceptions it is for: none is all. */
    public List<Stmt> watched = List.of();

    public List<Stmt.ExceptionClass> classes = List.of();

    public Handling(String status) {
        this.status = status;
    }
}
