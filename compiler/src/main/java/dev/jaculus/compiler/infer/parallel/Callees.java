package dev.jaculus.compiler.infer.parallel;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the bodies of the functions that a function calls. */
public interface Callees {
    /** What a call runs; nothing for what is not written in Python by the user. */
    Optional<Callee> of(Expr.Call call);

    /** The arguments, or the object of a method, that a call of a function of NumPy's, a ufunc or a method of arrays writes into as a whole. */
    List<Expr> written(Expr.Call call);

    /**
     * A function's body as a part of its caller's: no name of it is one of the caller's.
     *
     * @param function which it is
     * @param arguments what its parameters are, in the caller's names
     * @param calls finds what it calls itself
     */
    record Callee(
            Object function,
            String name,
            SourceFile file,
            List<Stmt> body,
            Map<String, Expr> arguments,
            Set<String> assigned,
            Callees calls) {}
}
