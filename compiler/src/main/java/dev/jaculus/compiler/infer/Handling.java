package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.tree.Stmt;
import java.util.List;

/** A handler whose body is being inferred; compared by identity. */
final class Handling {
    final String status;
    /** Where its exception is kept for a `raise` in it. */
    int room = -1;

    /** What it watched, and which classes of exceptions it is for: none is all. */
    List<Stmt> watched = List.of();

    List<Stmt.ExceptionClass> classes = List.of();

    Handling(String status) {
        this.status = status;
    }
}
