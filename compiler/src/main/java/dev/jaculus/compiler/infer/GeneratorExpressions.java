package dev.jaculus.compiler.infer;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * Generator expressions as the functions that they stand for.
 *
 * <pre>
 * (f(x) for x in over if x)       def <genexpr>(.0):
 *                                     for x in .0:
 *                                         if x:
 *                                             yield f(x)
 * </pre>
 */
final class GeneratorExpressions {
    /** The parameter, which what the first `for` goes over is passed to. No name in Python begins so. */
    private static final String OVER = ".0";

    private static final String ITEM = ".1";

    private GeneratorExpressions() {}

    /** {@code (item for item in over)}. */
    static Stmt.FunctionDef items(Span span) {
        var over = new Expr.Name(OVER, Expr.Context.LOAD, span);
        var part = new Expr.Comprehension(new Expr.Name(ITEM, Expr.Context.STORE, span), over, List.of(), false);
        return function(new Expr.GeneratorExp(new Expr.Name(ITEM, Expr.Context.LOAD, span), List.of(part), span));
    }

    static Stmt.FunctionDef function(Expr.GeneratorExp e) {
        Span span = e.span();
        Stmt body = new Stmt.ExprStmt(
                new Expr.Yield(Optional.of(e.elt()), e.elt().span()), e.elt().span());
        for (int i = e.generators().size() - 1; i >= 0; i--) {
            Expr.Comprehension part = e.generators().get(i);
            for (Expr test : part.ifs().reversed()) {
                body = new Stmt.If(test, List.of(body), List.of(), test.span());
            }
            Expr over =
                    i == 0 ? new Expr.Name(OVER, Expr.Context.LOAD, part.iter().span()) : part.iter();
            body = new Stmt.For(part.target(), over, List.of(body), List.of(), span);
        }
        var parameter = new Expr.Arg(OVER, Optional.empty(), span);
        var parameters = new Expr.Arguments(
                List.of(), List.of(parameter), Optional.empty(), List.of(), List.of(), Optional.empty(), List.of());
        return new Stmt.FunctionDef(
                "<genexpr>", parameters, List.of(body), List.of(), Optional.empty(), List.of(), span);
    }
}
