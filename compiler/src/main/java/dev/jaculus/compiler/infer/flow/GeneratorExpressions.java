package dev.jaculus.compiler.infer.flow;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.Span;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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
public final class GeneratorExpressions {
    /** The parameter, which what the first `for` goes over is passed to. No name in Python begins so. */
    private static final String OVER = ".0";

    private static final String ITEM = ".item";

    private static final Map<Integer, Stmt.FunctionDef> ZIPS = Collections.synchronizedMap(new HashMap<>());

    private GeneratorExpressions() {}

    /** {@code (item for item in over)}. */
    static Stmt.FunctionDef items(Span span) {
        var over = new Expr.Name(OVER, Expr.Context.LOAD, span);
        var part = new Expr.Comprehension(new Expr.Name(ITEM, Expr.Context.STORE, span), over, List.of(), false);
        return function(new Expr.GeneratorExp(new Expr.Name(ITEM, Expr.Context.LOAD, span), List.of(part), span));
    }

    /**
     * The function of a `zip` of so many.
     *
     * <pre>
     * def zip(.0, .1):
     *     for .item0 in .0:
     *         for .item1 in .1:
     *             yield .item0, .item1
     *             break
     *         else:
     *             return
     * </pre>
     */
    static Stmt.FunctionDef zip(int count) {
        return ZIPS.computeIfAbsent(count, GeneratorExpressions::zipFunction);
    }

    private static Stmt.FunctionDef zipFunction(int count) {
        Span none = Span.NONE;
        List<Expr> items = IntStream.range(0, count)
                .<Expr>mapToObj(i -> new Expr.Name(".item" + i, Expr.Context.LOAD, none))
                .toList();
        Expr tuple = new Expr.Tuple(items, Expr.Context.LOAD, none);
        Stmt body = new Stmt.ExprStmt(new Expr.Yield(Optional.of(tuple), none), none);
        for (int i = count - 1; i >= 0; i--) {
            Expr target = new Expr.Name(".item" + i, Expr.Context.STORE, none);
            Expr over = new Expr.Name("." + i, Expr.Context.LOAD, none);
            List<Stmt> once = i > 0 ? List.of(body, new Stmt.Break(none)) : List.of(body);
            List<Stmt> atEnd = i > 0 ? List.of(new Stmt.Return(Optional.empty(), none)) : List.of();
            body = new Stmt.For(target, over, once, atEnd, none);
        }
        List<String> parameters =
                IntStream.range(0, count).mapToObj(i -> "." + i).toList();
        return generator("zip", parameters, body, none);
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
        return generator("<genexpr>", List.of(OVER), body, span);
    }

    private static Stmt.FunctionDef generator(String name, List<String> parameters, Stmt body, Span span) {
        List<Expr.Arg> all = parameters.stream()
                .map(one -> new Expr.Arg(one, Optional.empty(), span))
                .toList();
        var arguments =
                new Expr.Arguments(List.of(), all, Optional.empty(), List.of(), List.of(), Optional.empty(), List.of());
        return new Stmt.FunctionDef(name, arguments, List.of(body), List.of(), Optional.empty(), List.of(), span);
    }
}
