package dev.jaculus.compiler.infer.core;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names that a function, or a part of it, assigns: Python makes them local to the whole function. */
public final class LocalNames {
    private final Set<String> names = new LinkedHashSet<>();

    private LocalNames() {}

    public static Set<String> of(Stmt.FunctionDef function) {
        LocalNames found = new LocalNames();
        Parameters.all(function.args()).forEach(arg -> found.names.add(arg.arg()));
        found.block(function.body());
        return found.names;
    }

    /** What a loop's body, or any block, assigns. */
    public static Set<String> of(List<Stmt> block) {
        LocalNames found = new LocalNames();
        found.block(block);
        return found.names;
    }

    /** What an assignment to this target assigns. */
    public static Set<String> ofTarget(Expr target) {
        LocalNames found = new LocalNames();
        found.target(target);
        return found.names;
    }

    /** What evaluating an expression assigns, with {@code :=}. */
    public static Set<String> ofExpression(Expr expression) {
        LocalNames found = new LocalNames();
        found.walrus(expression);
        return found.names;
    }

    private void block(List<Stmt> block) {
        block.forEach(this::statement);
    }

    private void statement(Stmt statement) {
        switch (statement) {
            case Stmt.Assign s -> {
                s.targets().forEach(this::target);
                walrus(s.value());
            }
            case Stmt.AugAssign s -> {
                target(s.target());
                walrus(s.value());
            }
            case Stmt.AnnAssign s -> {
                target(s.target());
                s.value().ifPresent(this::walrus);
            }
            case Stmt.Try s -> {
                block(s.body());
                s.handlers().forEach(handler -> {
                    handler.name().ifPresent(names::add);
                    block(handler.body());
                });
                block(s.orelse());
                block(s.finalbody());
            }
            case Stmt.For s -> {
                target(s.target());
                walrus(s.iter());
                block(s.body());
                block(s.orelse());
            }
            case Stmt.While s -> {
                walrus(s.test());
                block(s.body());
                block(s.orelse());
            }
            case Stmt.If s -> {
                walrus(s.test());
                block(s.body());
                block(s.orelse());
            }
            case Stmt.With s -> {
                for (Stmt.WithItem item : s.items()) {
                    if (item.contextExpr() instanceof Expr.Call call) { // objmode(y="int64") declares y
                        call.keywords().forEach(keyword -> keyword.arg().ifPresent(names::add));
                    }
                }
                block(s.body());
            }
            case Stmt.Delete s -> s.targets().forEach(this::target);
            case Stmt.FunctionDef s -> names.add(s.name());
            case Stmt.Import s ->
                s.names().forEach(alias -> names.add(alias.asname().orElse(alias.name())));
            case Stmt.ImportFrom s ->
                s.names().forEach(alias -> names.add(alias.asname().orElse(alias.name())));
            case Stmt.Match s -> {
                walrus(s.subject());
                for (Stmt.MatchCase one : s.cases()) {
                    pattern(one.pattern());
                    one.guard().ifPresent(this::walrus);
                    block(one.body());
                }
            }
            case Stmt.ExprStmt s -> walrus(s.value());
            case Stmt.Return s -> s.value().ifPresent(this::walrus);
            case Stmt.Assert s -> walrus(s.test());
            // The rest is not supported inside a kernel, so that no name of it counts.
            default -> {}
        }
    }

    private void pattern(Stmt.Pattern pattern) {
        switch (pattern) {
            case Stmt.Pattern.MatchAs p -> {
                p.pattern().ifPresent(this::pattern);
                p.name().ifPresent(names::add);
            }
            case Stmt.Pattern.MatchStar p -> p.name().ifPresent(names::add);
            case Stmt.Pattern.MatchOr p -> p.patterns().forEach(this::pattern);
            case Stmt.Pattern.MatchSequence p -> p.patterns().forEach(this::pattern);
            case Stmt.Pattern.MatchClass p -> {
                p.patterns().forEach(this::pattern);
                p.kwdPatterns().forEach(this::pattern);
            }
            case Stmt.Pattern.MatchMapping p -> {
                p.patterns().forEach(this::pattern);
                p.rest().ifPresent(names::add);
            }
            case Stmt.Pattern.MatchValue _, Stmt.Pattern.MatchSingleton _ -> {}
        }
    }

    private void target(Expr target) {
        switch (target) {
            case Expr.Name name -> names.add(name.id());
            case Expr.Tuple tuple -> tuple.elts().forEach(this::target);
            case Expr.ListExpr list -> list.elts().forEach(this::target);
            case Expr.Starred starred -> target(starred.value());
            default -> {}
        }
    }

    /** Finds {@code name := value}; it is looked for where the compiler supports it. */
    private void walrus(Expr expression) {
        switch (expression) {
            case Expr.NamedExpr named -> {
                target(named.target());
                walrus(named.value());
            }
            case Expr.BoolOp e -> e.values().forEach(this::walrus);
            case Expr.BinOp e -> {
                walrus(e.left());
                walrus(e.right());
            }
            case Expr.UnaryOp e -> walrus(e.operand());
            case Expr.Compare e -> {
                walrus(e.left());
                e.comparators().forEach(this::walrus);
            }
            case Expr.Call e -> {
                if (e.func() instanceof Expr.Name callee
                        && callee.id().equals("next")
                        && !e.args().isEmpty()
                        && e.args().getFirst() instanceof Expr.Name iterator) {
                    names.add(iterator.id()); // it goes on by one
                }
                e.args().forEach(this::walrus);
                e.keywords().forEach(keyword -> walrus(keyword.value()));
            }
            case Expr.IfExp e -> {
                walrus(e.test());
                walrus(e.body());
                walrus(e.orelse());
            }
            case Expr.Subscript e -> {
                walrus(e.value());
                walrus(e.slice());
            }
            case Expr.Tuple e -> e.elts().forEach(this::walrus);
            case Expr.ListExpr e -> e.elts().forEach(this::walrus);
            case Expr.ListComp e -> {
                walrus(e.elt());
                e.generators().forEach(part -> {
                    walrus(part.iter());
                    part.ifs().forEach(this::walrus);
                });
            }
            default -> {}
        }
    }
}
