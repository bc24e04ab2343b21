package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Env;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.LocalNames;
import dev.jaculus.compiler.infer.core.NotYet;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Variable.Unknown;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.tree.Stmt.Merge;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Statements: sends each kind to its topic; branches, returns and the unsupported ones are here. */
public final class Statements implements Topics.OfStatements {
    private final Scope f;
    private final Set<dev.jaculus.syntax.ast.Stmt> madeUp = Collections.newSetFromMap(new IdentityHashMap<>());
    private Span header = Span.NONE; // of the loop around
    private int line; // of the statement before, or around: statements in one line are counted once

    public Statements(Scope f) {
        this.f = f;
    }

    @Override
    public void block(List<dev.jaculus.syntax.ast.Stmt> block) {
        int outer = line;
        for (dev.jaculus.syntax.ast.Stmt statement : block) {
            if (!f.reachable()) {
                break;
            }
            f.trying().mayRaise();
            try {
                if (isExecuted(statement) && statement.span().line() != line) {
                    hit(statement.span());
                }
                line = statement.span().line();
                statement(statement);
            } catch (NotYet notYet) {
                f.skipped(notYet);
                LocalNames.of(List.of(statement)).forEach(name -> f.env().put(name, new Unknown()));
                if (statement instanceof dev.jaculus.syntax.ast.Stmt.Return
                        || statement instanceof dev.jaculus.syntax.ast.Stmt.Raise) {
                    f.stop();
                }
            }
        }
        line = outer;
    }

    @Override
    public void body(Span loop, List<dev.jaculus.syntax.ast.Stmt> block) {
        Span outer = header;
        header = loop;
        try {
            block(block);
        } finally {
            header = outer;
        }
        if (f.reachable() && !madeUp.containsAll(block)) {
            hit(loop);
        }
    }

    @Override
    public void reached(Span clause) {
        hit(clause);
    }

    @Override
    public void makeUp(List<dev.jaculus.syntax.ast.Stmt> statements) {
        madeUp.addAll(statements);
    }

    private void hit(Span line) {
        if (f.functions().counts() && !f.definition().library) {
            f.emit(new Stmt.Hit(line));
        }
    }

    /** A text that documents a function is not, as in CPython. */
    private boolean isExecuted(dev.jaculus.syntax.ast.Stmt statement) {
        return !(madeUp.contains(statement)
                || statement instanceof dev.jaculus.syntax.ast.Stmt.Global
                || statement instanceof dev.jaculus.syntax.ast.Stmt.Nonlocal
                || (statement instanceof dev.jaculus.syntax.ast.Stmt.ExprStmt e
                        && e.value() instanceof dev.jaculus.syntax.ast.Expr.Constant));
    }

    private void statement(dev.jaculus.syntax.ast.Stmt statement) {
        switch (statement) {
            case dev.jaculus.syntax.ast.Stmt.Assign s -> f.assignments().assignment(s);
            case dev.jaculus.syntax.ast.Stmt.AugAssign s -> f.assignments().augmented(s);
            case dev.jaculus.syntax.ast.Stmt.AnnAssign s -> f.assignments().annotated(s);
            case dev.jaculus.syntax.ast.Stmt.ExprStmt s -> evaluate(s);
            case dev.jaculus.syntax.ast.Stmt.If s -> branch(s);
            case dev.jaculus.syntax.ast.Stmt.For s -> f.loops().forLoop(s);
            case dev.jaculus.syntax.ast.Stmt.While s -> f.loops().whileLoop(s);
            case dev.jaculus.syntax.ast.Stmt.Break s -> f.loops().breakLoop(s.span());
            case dev.jaculus.syntax.ast.Stmt.Continue s -> {
                hit(header);
                f.loops().continueLoop(s.span());
            }
            case dev.jaculus.syntax.ast.Stmt.Return s -> result(s);
            case dev.jaculus.syntax.ast.Stmt.Raise s -> f.raising().raise(s);
            case dev.jaculus.syntax.ast.Stmt.Assert s -> f.raising().assertion(s);
            case dev.jaculus.syntax.ast.Stmt.Delete s -> delete(s);
            case dev.jaculus.syntax.ast.Stmt.FunctionDef s -> f.closures().define(s);
            case dev.jaculus.syntax.ast.Stmt.Try s -> f.trying().attempt(s);
            case dev.jaculus.syntax.ast.Stmt.With s
            when f.objectMode().call(s).isPresent() ->
                f.objectMode().block(s, f.objectMode().call(s).get());
            case dev.jaculus.syntax.ast.Stmt.With s
            when new ChunkSize(f).call(s).isPresent() -> {
                var chunkSize = new ChunkSize(f);
                chunkSize.block(s, chunkSize.call(s).get());
            }
            case dev.jaculus.syntax.ast.Stmt.Match s -> new Matching(f).match(s);
            case dev.jaculus.syntax.ast.Stmt.Import s -> new Imports(f).modules(s);
            case dev.jaculus.syntax.ast.Stmt.ImportFrom s -> new Imports(f).names(s);
            case dev.jaculus.syntax.ast.Stmt.Nonlocal _ -> {} // of a function whose calls are inlined: Inlining
            case dev.jaculus.syntax.ast.Stmt.Global s when s.names().stream().noneMatch(f.locals()::contains) -> {}
            case dev.jaculus.syntax.ast.Stmt.Pass _ -> {}
            default -> throw unsupported(statement);
        }
    }

    @Override
    public void evaluate(dev.jaculus.syntax.ast.Stmt.ExprStmt s) {
        Value value = f.expressions().value(s.value());
        if (value instanceof Computed c && !Trees.simple(c.tree())) {
            f.emit(new Stmt.Evaluate(c.tree(), s.span()));
        }
    }

    private void delete(dev.jaculus.syntax.ast.Stmt.Delete s) {
        for (dev.jaculus.syntax.ast.Expr target : s.targets()) {
            if (target instanceof dev.jaculus.syntax.ast.Expr.Subscript subscript) {
                f.indexing().delete(subscript);
                continue;
            }
            if (!(target instanceof dev.jaculus.syntax.ast.Expr.Name name)) {
                throw Errors.unsupported(f.place(target.span()), "`del` of an item", "delete variables only");
            }
            f.env().removeWithParts(name.id());
        }
    }

    private void branch(dev.jaculus.syntax.ast.Stmt.If s) {
        Expr test = null;
        try {
            test = f.comparisons().condition(s.test());
        } catch (NotYet notYet) {
            f.skipped(notYet);
        }
        if (test instanceof Expr.Const known) {
            block(Trees.truth(known) ? s.body() : s.orelse());
            return;
        }
        branch(test, () -> block(s.body()), () -> block(s.orelse()), s.span());
    }

    @Override
    public void branch(Expr test, Runnable then, Runnable orElse, Span span) {
        Env before = f.env();
        List<Env> ends = new ArrayList<>();
        f.env(before.copy());
        List<Stmt> first = f.collect(then);
        if (f.reachable()) {
            ends.add(f.env());
        }
        f.env(before.copy());
        List<Stmt> second = f.collect(orElse);
        if (f.reachable()) {
            ends.add(f.env());
        }
        List<Merge> merges = new ArrayList<>();
        f.env(ends.isEmpty() ? null : Env.join(before, ends, merges));
        if (test != null) {
            f.emit(new Stmt.If(test, first, second, merges, span));
        }
    }

    private void result(dev.jaculus.syntax.ast.Stmt.Return s) {
        if (f.definition().isGenerator()) {
            f.generators().ended(s);
            return;
        }
        if (f.inlining().returned(s.value(), s.span())) {
            return;
        }
        Expr value = s.value().isPresent()
                ? f.lists().settled(f.expressions().tree(s.value().get()))
                : Trees.none(s.span());
        if (f.assumedResult().isPresent()) {
            Type result = f.assumedResult().get();
            if (Conversions.possible(value.type(), result)) {
                f.returned(value.type(), s.span());
                value = Conversions.cast(value, result);
            } else {
                f.returned(value.type(), s.span());
            }
        } else {
            f.returned(value.type(), s.span());
        }
        value = f.trying().leaveAll(value);
        if (!f.reachable()) return; // a `finally` went elsewhere
        f.emit(new Stmt.Return(value, s.span()));
        f.stop();
    }

    private Diagnostic.Failure unsupported(dev.jaculus.syntax.ast.Stmt statement) {
        String help = "move it out of the kernel";
        String what = switch (statement) {
            case dev.jaculus.syntax.ast.Stmt.TryStar _ -> {
                help = "use `except`";
                yield "`except*`";
            }
            case dev.jaculus.syntax.ast.Stmt.With _ -> "`with`";
            case dev.jaculus.syntax.ast.Stmt.ClassDef _ -> "a class";
            case dev.jaculus.syntax.ast.Stmt.Global _ -> {
                help = "return the new value instead";
                yield "changing a global variable";
            }
            case dev.jaculus.syntax.ast.Stmt.TypeAlias _ -> "a type alias";
            default -> "`async`";
        };
        return Errors.unsupported(f.place(statement.span()), what, help);
    }
}
