package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.infer.Value.Computed;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.tree.Stmt.Merge;
import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Loops over generator functions. The generator's body becomes a part of the function with the loop, and the loop's body stands where it yields:
 *
 * <pre>
 * for x in numbers(n):        broken: { exhausted: {
 *     body                        for i in range(n):
 * else:                               next: { x = i; body }     # continue leaves next
 *     rest                        }                             # return in the generator leaves exhausted
 *                                 rest }                        # break leaves broken
 * </pre>
 */
final class Generators {
    private final FunctionInference f;

    /** What is done with a value that this function, a generator, yields. */
    private Yielding yielding;

    private String exhausted = "";
    private final List<Env> returns = new ArrayList<>();

    private interface Yielding {
        void value(Value value, Span span);
    }

    Generators(FunctionInference f) {
        this.f = f;
    }

    /** A call gives a generator, whose arguments are evaluated now. */
    static Value made(Definition definition, List<Argument> arguments) {
        return new Value.Generated(
                definition,
                arguments.stream().map(Argument::name).toList(),
                arguments.stream().map(Argument::value).toList());
    }

    /** The loop over a generator. */
    void loop(dev.jaculus.syntax.ast.Stmt.For loop, Value.Generated over) {
        Definition definition = over.definition();
        check(definition, loop.iter().span());
        Span span = loop.span();
        String broken = f.fresh("broken");
        Env before = f.env.copy();
        List<Env> breaks = new ArrayList<>();
        List<Stmt> all = f.collect(() -> {
            inlined(loop, over, broken, breaks);
            if (f.reachable()) {
                f.statements.block(loop.orelse());
            }
        });
        label(broken, all, before, breaks, span);
    }

    private void check(Definition definition, Span span) {
        for (FunctionInference one = f; one != null; one = one.consumer) {
            if (one.definition.source() == definition) {
                throw Errors.unsupported(
                        f.place(span), "a generator that goes over itself", "keep a stack in an array");
            }
        }
        boolean tries = Renaming.contains(definition.tree.body(), dev.jaculus.syntax.ast.Stmt.Try.class);
        boolean functions = Renaming.contains(definition.tree.body(), Expr.Lambda.class)
                || Renaming.contains(definition.tree.body(), dev.jaculus.syntax.ast.Stmt.FunctionDef.class);
        if (tries || functions) {
            throw Errors.unsupported(
                    f.place(span),
                    "a generator with " + (tries ? "`try`" : "a function inside"),
                    "move that into a function that the generator calls");
        }
    }

    private void inlined(dev.jaculus.syntax.ast.Stmt.For loop, Value.Generated over, String broken, List<Env> breaks) {
        String prefix = f.fresh("g").substring(1) + "$"; // no name in Python has a dollar sign
        Definition source = over.definition();
        Set<String> names = LocalNames.of(source.tree);
        names.addAll(source.captures);
        Definition renamed = source.withTree(Renaming.renamed(source.tree, names, prefix));
        for (int i = 0; i < over.names().size(); i++) {
            f.assignments.bind(
                    prefix + over.names().get(i),
                    over.values().get(i),
                    loop.iter().span());
        }
        Env before = f.env.copy();
        FunctionInference g = f.part(renamed);
        Set<String> assigned = new LinkedHashSet<>(LocalNames.of(loop.body()));
        assigned.addAll(LocalNames.ofTarget(loop.target()));
        g.loops.alsoAssign(assigned, f.loops);
        source.captures.forEach(name -> g.locals.add(prefix + name));
        g.generators.exhausted = f.fresh("exhausted");
        g.generators.yielding = (value, span) -> consume(g, loop, value, broken, breaks);
        g.env = f.env;
        List<Stmt> body = g.collect(() -> g.statements.block(renamed.tree.body()));
        f.env = g.env;
        label(g.generators.exhausted, body, before, g.generators.returns, loop.span());
    }

    /** The body of the loop for one value. */
    private void consume(
            FunctionInference g, dev.jaculus.syntax.ast.Stmt.For loop, Value value, String broken, List<Env> breaks) {
        String next = f.fresh("next");
        List<Env> continues = new ArrayList<>();
        f.env = g.env;
        Env before = f.env.copy();
        List<Stmt> body = f.collect(() -> f.loops.inside(broken, breaks, next, continues, () -> {
            f.assignments.assign(loop.target(), value);
            f.statements.block(loop.body());
        }));
        List<Stmt> labelled = f.collect(() -> label(next, body, before, continues, loop.span()));
        g.env = f.env;
        Env after = g.env;
        labelled.forEach(g::emit);
        g.env = after;
    }

    /** Statements that some places inside leave, with these variables. */
    private void label(String label, List<Stmt> body, Env before, List<Env> leaving, Span span) {
        List<Env> ends = new ArrayList<>(leaving);
        if (f.reachable()) {
            ends.add(f.env);
        }
        List<Merge> merges = new ArrayList<>();
        f.env = ends.isEmpty() ? null : Env.join(before, ends, merges);
        f.emit(new Stmt.Labelled(label, body, merges, span));
    }

    // In the generator.

    /** {@code yield value}, which is None to the generator. */
    Value yielded(Optional<Expr> expression, Span span) {
        if (yielding == null) {
            throw Errors.unsupported(
                    f.place(span), "a generator outside of a `for` in a kernel", "loop over it in a kernel");
        }
        Value value = expression.map(f.expressions::value).orElse(new Computed(Trees.none(span)));
        yielding.value(f.assignments.kept(value), span);
        return new Computed(Trees.none(span));
    }

    /** {@code yield from iterable}: a loop that yields. */
    Value yieldedFrom(Expr.YieldFrom e) {
        Span span = e.span();
        String name = "each" + f.fresh("from");
        f.locals.add(name);
        Expr item = new Expr.Name(name, Expr.Context.LOAD, span);
        f.statements.block(List.of(new dev.jaculus.syntax.ast.Stmt.For(
                new Expr.Name(name, Expr.Context.STORE, span),
                e.value(),
                List.of(new dev.jaculus.syntax.ast.Stmt.ExprStmt(new Expr.Yield(Optional.of(item), span), span)),
                List.of(),
                span)));
        return new Computed(Trees.none(span));
    }

    /** {@code return} in a generator whose body is a part of another function; false in any other. */
    boolean ended(Span span) {
        if (yielding == null) {
            return false;
        }
        returns.add(f.env);
        f.emit(new Stmt.Leave(exhausted, span));
        f.stop();
        return true;
    }
}
