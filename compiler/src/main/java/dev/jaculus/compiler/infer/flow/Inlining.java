package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.call.Signature;
import dev.jaculus.compiler.infer.core.Argument;
import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Definition;
import dev.jaculus.compiler.infer.core.Env;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.LocalNames;
import dev.jaculus.compiler.infer.core.Raises;
import dev.jaculus.compiler.infer.core.Renaming;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt.Merge;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Calls of inner functions that change variables of the function around ({@code nonlocal}). The body becomes a part of the function with
 * the call; its own variables get other names, and a {@code return} leaves it.
 */
public final class Inlining implements Topics.OfInlining {
    private final Scope f;

    /** Of a function whose body is a part of another: what its `return`s leave, and the variable of their result; else empty. */
    private String ended = "";

    private String result = "";
    private final List<Env> returns = new ArrayList<>();

    public Inlining(Scope f) {
        this.f = f;
    }

    /** The names that a function declares as variables of those around; functions inside of it too. */
    public static Set<String> nonlocals(Stmt.FunctionDef function) {
        Set<String> names = new LinkedHashSet<>();
        Renaming.each(function, Stmt.Nonlocal.class, one -> names.addAll(one.names()));
        return names;
    }

    @Override
    public Value call(Value.Closure closure, CallArguments given) {
        Definition source = closure.definition().source();
        Span span = given.place().span();
        check(closure, source, span);
        Set<String> names = LocalNames.of(source.tree);
        Set<String> outer = nonlocals(source.tree);
        names.removeAll(outer);
        List<Argument> arguments =
                new Signature(source, closure.defaults()).bind(f.lists().settled(given));
        String prefix = f.fresh("n").substring(1) + "$"; // no name in Python has a dollar sign
        for (Argument argument : arguments) {
            f.assignments().bind(prefix + argument.name(), argument.value(), span);
        }
        Env before = f.env().copy();
        Scope part = f.part(source.withTree(Renaming.renamed(source.tree, names, prefix)));
        part.locals().addAll(outer);
        part.locals().addAll(source.captures);
        String label = f.fresh("ended");
        String returned = prefix + "result";
        part.inlining().begin(label, returned);
        part.locals().add(returned);
        f.locals().add(returned);
        part.env(f.env());
        List<dev.jaculus.compiler.tree.Stmt> body = part.collect(() -> {
            part.statements().block(part.definition().tree.body());
            if (part.reachable()) {
                part.inlining().give(new Computed(Trees.none(span)), span);
            }
        });
        List<Merge> merges = new ArrayList<>();
        List<Env> ends = part.inlining().returns();
        f.env(ends.isEmpty() ? null : Env.join(before, ends, merges));
        f.emit(new dev.jaculus.compiler.tree.Stmt.Labelled(label, body, merges, span));
        if (!f.reachable()) {
            f.env(before); // every path raises; the caller's expression goes on, unreached
            f.emit(new dev.jaculus.compiler.tree.Stmt.Raise(Raises.builtin("SystemError"), List.of(), span));
            return new Computed(Trees.none(span));
        }
        return f.expressions()
                .name(new dev.jaculus.syntax.ast.Expr.Name(returned, dev.jaculus.syntax.ast.Expr.Context.LOAD, span));
    }

    @Override
    public void begin(String label, String variable) {
        ended = label;
        result = variable;
    }

    @Override
    public List<Env> returns() {
        return returns;
    }

    private void check(Value.Closure closure, Definition source, Span span) {
        if (closure.captured().isPresent() || !f.knows(source)) {
            throw Errors.unsupported(
                    f.place(span),
                    "a function that changes variables of another, called outside of it",
                    "return the new values instead");
        }
        for (Scope one = f; one != null; one = one.consumer()) {
            if (one.definition().source() == source) {
                throw Errors.unsupported(
                        f.place(span), "a function with `nonlocal` that calls itself", "return the new values instead");
            }
        }
        boolean functions = Renaming.contains(source.tree.body(), dev.jaculus.syntax.ast.Expr.Lambda.class)
                || Renaming.contains(source.tree.body(), Stmt.FunctionDef.class);
        if (functions || source.isGenerator()) {
            throw Errors.unsupported(
                    f.place(span),
                    functions ? "a function inside of one with `nonlocal`" : "a generator with `nonlocal`",
                    "return the new values instead");
        }
    }

    @Override
    public boolean returned(Optional<dev.jaculus.syntax.ast.Expr> value, Span span) {
        if (ended.isEmpty()) {
            return false;
        }
        give(value.map(f.expressions()::value).orElseGet(() -> new Computed(Trees.none(span))), span);
        return true;
    }

    @Override
    public void give(Value value, Span span) {
        if (value instanceof Computed c) {
            Expr kept = f.trying().leaveAll(f.lists().settled(c.tree()));
            if (!f.reachable()) {
                return;
            }
            f.assign(result, kept, span);
        } else {
            f.assignments().bind(result, value, span);
        }
        returns.add(f.env());
        f.emit(new dev.jaculus.compiler.tree.Stmt.Leave(ended, span));
        f.stop();
    }
}
