package dev.jaculus.compiler.infer.parallel;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Small questions about syntax trees. */
final class Source {
    private Source() {}

    static boolean isName(Expr e, String name) {
        return e instanceof Expr.Name n && n.id().equals(name);
    }

    /** The parts of an expression, in the order of their evaluation. */
    static List<Expr> parts(Expr expression) {
        return switch (expression) {
            case Expr.BoolOp e -> e.values();
            case Expr.NamedExpr e -> List.of(e.value(), e.target());
            case Expr.BinOp e -> List.of(e.left(), e.right());
            case Expr.UnaryOp e -> List.of(e.operand());
            case Expr.Lambda e -> List.of(e.body());
            case Expr.IfExp e -> List.of(e.test(), e.body(), e.orelse());
            case Expr.Set e -> e.elts();
            case Expr.Dict e ->
                Stream.concat(e.keys().stream().flatMap(Optional::stream), e.values().stream())
                        .toList();
            case Expr.ListComp e -> comprehension(e.generators(), List.of(e.elt()));
            case Expr.SetComp e -> comprehension(e.generators(), List.of(e.elt()));
            case Expr.GeneratorExp e -> comprehension(e.generators(), List.of(e.elt()));
            case Expr.DictComp e -> comprehension(e.generators(), List.of(e.key(), e.value()));
            case Expr.Compare e ->
                Stream.concat(Stream.of(e.left()), e.comparators().stream()).toList();
            case Expr.Call e -> {
                List<Expr> all = new ArrayList<>(List.of(e.func()));
                all.addAll(e.args());
                e.keywords().forEach(keyword -> all.add(keyword.value()));
                yield all;
            }
            case Expr.JoinedStr e -> e.values();
            case Expr.FormattedValue e ->
                Stream.concat(Stream.of(e.value()), e.formatSpec().stream()).toList();
            case Expr.Attribute e -> List.of(e.value());
            case Expr.Subscript e -> List.of(e.value(), e.slice());
            case Expr.Starred e -> List.of(e.value());
            case Expr.ListExpr e -> e.elts();
            case Expr.Tuple e -> e.elts();
            case Expr.Slice e ->
                Stream.of(e.lower(), e.upper(), e.step())
                        .flatMap(Optional::stream)
                        .toList();
            default -> List.of();
        };
    }

    private static List<Expr> comprehension(List<Expr.Comprehension> generators, List<Expr> results) {
        List<Expr> all = new ArrayList<>();
        for (Expr.Comprehension generator : generators) {
            all.add(generator.iter());
            all.add(generator.target());
            all.addAll(generator.ifs());
        }
        all.addAll(results);
        return all;
    }

    /** Shows an expression and all that is inside it. */
    static void each(Expr expression, Consumer<Expr> visitor) {
        visitor.accept(expression);
        parts(expression).forEach(part -> each(part, visitor));
    }

    /** Whether an expression mentions a name. */
    static boolean mentions(Expr expression, String name) {
        boolean[] found = new boolean[1];
        each(expression, part -> found[0] |= isName(part, name));
        return found[0];
    }

    /** The blocks directly inside a statement. */
    static List<List<Stmt>> blocks(Stmt statement) {
        return switch (statement) {
            case Stmt.If s -> List.of(s.body(), s.orelse());
            case Stmt.For s -> List.of(s.body(), s.orelse());
            case Stmt.While s -> List.of(s.body(), s.orelse());
            case Stmt.With s -> List.of(s.body());
            case Stmt.Try s -> {
                List<List<Stmt>> all = new ArrayList<>(List.of(s.body()));
                s.handlers().forEach(handler -> all.add(handler.body()));
                all.add(s.orelse());
                all.add(s.finalbody());
                yield all;
            }
            case Stmt.Match s -> s.cases().stream().map(Stmt.MatchCase::body).toList();
            case Stmt.FunctionDef s -> List.of(s.body());
            default -> List.of();
        };
    }

    /** The expressions directly in a statement, targets included; those of its blocks are not. */
    static List<Expr> expressions(Stmt statement) {
        return switch (statement) {
            case Stmt.Assign s -> {
                List<Expr> all = new ArrayList<>(List.of(s.value()));
                all.addAll(s.targets());
                yield all;
            }
            case Stmt.AugAssign s -> List.of(s.target(), s.value());
            case Stmt.AnnAssign s ->
                Stream.concat(s.value().stream(), Stream.of(s.target())).toList();
            case Stmt.For s -> List.of(s.iter(), s.target());
            case Stmt.While s -> List.of(s.test());
            case Stmt.If s -> List.of(s.test());
            case Stmt.With s ->
                s.items().stream().map(Stmt.WithItem::contextExpr).toList();
            case Stmt.Match s -> List.of(s.subject());
            case Stmt.Return s -> s.value().stream().toList();
            case Stmt.Raise s ->
                Stream.concat(s.exc().stream(), s.cause().stream()).toList();
            case Stmt.Assert s ->
                Stream.concat(Stream.of(s.test()), s.msg().stream()).toList();
            case Stmt.ExprStmt s -> List.of(s.value());
            case Stmt.Delete s -> s.targets();
            default -> List.of();
        };
    }

    /** Shows all statements of a block, those inside others too. */
    static void eachStatement(List<Stmt> block, Consumer<Stmt> visitor) {
        for (Stmt statement : block) {
            visitor.accept(statement);
            blocks(statement).forEach(inner -> eachStatement(inner, visitor));
        }
    }

    /** The names that a target assigns. */
    static void assigned(Expr target, Consumer<String> names) {
        switch (target) {
            case Expr.Name n -> names.accept(n.id());
            case Expr.Tuple t -> t.elts().forEach(part -> assigned(part, names));
            case Expr.ListExpr l -> l.elts().forEach(part -> assigned(part, names));
            case Expr.Starred s -> assigned(s.value(), names);
            default -> {}
        }
    }

    /** The names that a statement itself assigns; not those of its blocks. */
    static void assigned(Stmt statement, Consumer<String> names) {
        switch (statement) {
            case Stmt.Assign s -> s.targets().forEach(target -> assigned(target, names));
            case Stmt.AugAssign s -> assigned(s.target(), names);
            case Stmt.AnnAssign s -> {
                if (s.value().isPresent()) {
                    assigned(s.target(), names);
                }
            }
            case Stmt.For s -> assigned(s.target(), names);
            case Stmt.With s ->
                s.items().forEach(item -> item.optionalVars().ifPresent(target -> assigned(target, names)));
            case Stmt.FunctionDef s -> names.accept(s.name());
            default -> {}
        }
        for (Expr expression : expressions(statement)) {
            each(expression, part -> {
                if (part instanceof Expr.NamedExpr named) {
                    assigned(named.target(), names);
                }
            });
        }
    }

    /** Whether a loop over this certainly has an iteration: {@code range(1)}, {@code range(2, 5)}, a tuple. */
    static boolean runs(Expr iter) {
        return switch (iter) {
            case Expr.Tuple t -> !t.elts().isEmpty() && t.elts().stream().noneMatch(Expr.Starred.class::isInstance);
            case Expr.ListExpr l -> !l.elts().isEmpty() && l.elts().stream().noneMatch(Expr.Starred.class::isInstance);
            case Expr.Call c
            when (isName(c.func(), "range") || isName(c.func(), "prange"))
                    && c.keywords().isEmpty() -> {
                List<Optional<Long>> numbers =
                        c.args().stream().map(Index::number).toList();
                if (numbers.isEmpty() || numbers.contains(Optional.<Long>empty())) {
                    yield false;
                }
                long start = numbers.size() == 1 ? 0 : numbers.get(0).orElseThrow();
                long stop = numbers.get(numbers.size() == 1 ? 0 : 1).orElseThrow();
                long step = numbers.size() < 3 ? 1 : numbers.get(2).orElseThrow();
                yield step > 0 ? start < stop : step < 0 && start > stop;
            }
            default -> false;
        };
    }

    /** Whether an iteration with this body may end before its end. */
    static boolean mayEndEarly(List<Stmt> body) {
        boolean[] found = new boolean[1];
        eachStatement(body, s -> found[0] |= s instanceof Stmt.Continue || s instanceof Stmt.Break);
        return found[0];
    }
}
