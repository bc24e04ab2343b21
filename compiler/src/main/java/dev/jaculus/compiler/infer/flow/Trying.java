package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.Env;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Handling;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Variable.Typed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.tree.Stmt.Merge;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Stmt.ExceptHandler;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code try}: handlers see the variables as any point of the body that can raise leaves them. A {@code finally} is copied to each way out,
 * as CPython does; so only one kind of Try is left in the tree.
 */
public final class Trying implements Topics.OfTrying {
    private final Scope f;

    /** The variables at the points where the bodies around may raise, innermost first. */
    private Deque<List<Env>> points = new ArrayDeque<>();

    /** The {@code finally}s that a way out of here goes through, innermost first. */
    private Deque<Finally> finals = new ArrayDeque<>();

    private final Map<String, List<Stmt>> watchedBy = new HashMap<>();
    private final Deque<Handling> handling = new ArrayDeque<>();
    private int rooms;

    /** @param loop the loop around the {@code try} */
    private record Finally(String status, List<dev.jaculus.syntax.ast.Stmt> body, Object loop, int watching) {}

    public Trying(Scope f) {
        this.f = f;
    }

    /** Inference of a part of another function: its handlers are those around. */
    public void begin(Trying around) {
        points = around.points;
    }

    @Override
    public void mayRaise() {
        if (!points.isEmpty() && f.reachable()) {
            points.element().add(f.env().copy());
        }
    }

    @Override
    public void attempt(dev.jaculus.syntax.ast.Stmt.Try s) {
        Runnable inner = () -> {
            if (s.handlers().isEmpty()) {
                f.statements().block(s.body());
                return;
            }
            String status = f.fresh("status");
            watched(
                    status,
                    () -> f.statements().block(s.body()),
                    () -> f.statements().block(s.orelse()),
                    () -> dispatch(status, s.handlers(), 0),
                    s.span());
        };
        if (s.finalbody().isEmpty()) {
            inner.run();
            return;
        }
        String status = f.fresh("status");
        Runnable guarded = () -> {
            finals.push(new Finally(status, s.finalbody(), f.loops().around(), points.size()));
            inner.run();
            finals.pop();
        };
        watched(
                status,
                guarded,
                () -> f.statements().block(s.finalbody()),
                () -> handle(new Handling(status), h -> {
                    f.statements().block(s.finalbody());
                    if (f.reachable()) {
                        again(h, s.span());
                    }
                }),
                s.span());
    }

    private void watched(String status, Runnable body, Runnable orElse, Runnable handler, Span span) {
        Env before = f.env();
        f.env(before.copy());
        List<Env> raising = new ArrayList<>();
        points.push(raising);
        mayRaise();
        List<Stmt> watched = f.collect(body);
        watchedBy.put(status, watched);
        mayRaise();
        points.pop();
        List<Env> ends = new ArrayList<>();
        List<Stmt> after = f.reachable() ? f.collect(orElse) : List.of();
        if (f.reachable()) {
            ends.add(f.env());
        }
        List<Merge> caught = new ArrayList<>();
        f.env(Env.join(before, raising, caught));
        f.env().put(status, new Typed(Type.INT32, Optional.empty(), false, span));
        List<Stmt> handled = f.collect(handler);
        if (f.reachable()) {
            ends.add(f.env());
        }
        List<Merge> exit = new ArrayList<>();
        f.env(ends.isEmpty() ? null : Env.join(before, ends, exit));
        f.emit(new Stmt.Try(watched, after, status, handled, caught, exit, span));
    }

    /** The first clause that names the exception's class, or the exception goes on. */
    private void dispatch(String status, List<ExceptHandler> clauses, int number) {
        if (number == clauses.size()) {
            f.emit(new Stmt.Reraise(status, -1, clauses.getLast().span()));
            f.stop();
            return;
        }
        ExceptHandler clause = clauses.get(number);
        f.statements().reached(clause.span());
        if (clause.type().isEmpty()) {
            clause(status, clause, List.of());
            return;
        }
        Expr which = new Expr.Local(Type.INT32, status, false, clause.span());
        List<Stmt.ExceptionClass> classes = classes(clause.type().get());
        Expr test = new Expr.Caught(which, classes, clause.span());
        f.statements()
                .branch(
                        test,
                        () -> clause(status, clause, classes),
                        () -> dispatch(status, clauses, number + 1),
                        clause.span());
    }

    private List<Stmt.ExceptionClass> classes(dev.jaculus.syntax.ast.Expr expression) {
        if (expression instanceof dev.jaculus.syntax.ast.Expr.Tuple tuple) {
            return tuple.elts().stream().flatMap(item -> classes(item).stream()).toList();
        }
        if (f.expressions().value(expression) instanceof Value.Sequence(List<Value> items, var _)) {
            return items.stream()
                    .map(item -> f.raising().exception(item, expression.span()))
                    .toList();
        }
        return List.of(f.raising().exception(f.expressions().value(expression), expression.span()));
    }

    private void clause(String status, ExceptHandler clause, List<Stmt.ExceptionClass> classes) {
        Handling caught = new Handling(status);
        caught.classes = classes;
        caught.watched = watchedBy.getOrDefault(status, List.of());
        handle(caught, handler -> {
            clause.name()
                    .ifPresent(name -> f.assignments().bind(name, new Value.CaughtException(handler), clause.span()));
            f.statements().block(clause.body());
            if (f.reachable()) {
                clause.name().ifPresent(f.env()::remove);
            }
        });
    }

    private void handle(Handling handler, java.util.function.Consumer<Handling> body) {
        handling.push(handler);
        List<Stmt> inside = f.collect(() -> body.accept(handler));
        handling.pop();
        Env end = f.env();
        f.env(null); // nothing raises here
        f.emit(new Stmt.Handle(
                handler.status,
                handler.room,
                inside.isEmpty() ? Span.NONE : inside.getFirst().span()));
        inside.forEach(f::emit);
        f.env(end);
    }

    @Override
    public void again(Span span) {
        if (handling.isEmpty()) {
            throw Errors.unsupported(
                    f.place(span),
                    "`raise` without an exception outside of an `except`",
                    "name the exception, or raise in the handler");
        }
        again(handling.element(), span);
    }

    @Override
    public void again(Value.CaughtException caught, Span span) {
        again(caught.handling(), span);
    }

    private void again(Handling handler, Span span) {
        f.emit(new Stmt.Reraise(handler.status, room(handler), span));
        f.stop();
    }

    @Override
    public int room(Handling handler) {
        if (handler.room < 0) {
            handler.room = nextRoom();
        }
        return handler.room;
    }

    @Override
    public int nextRoom() {
        return f.consumer() == null ? rooms++ : f.consumer().trying().nextRoom();
    }

    // Ways out through finally.

    @Override
    public Expr leaveAll(Expr value) {
        if (finals.isEmpty()) {
            return value;
        }
        Expr kept = f.hide(value, "result");
        leave(finals.size());
        return kept;
    }

    @Override
    public boolean leaveLoop(Object loop, Span span) {
        int inside = 0;
        for (Finally one : finals) {
            if (one.loop() != loop) break;
            inside++;
        }
        leave(inside);
        return f.reachable();
    }

    private void leave(int count) {
        Deque<Finally> allFinals = finals;
        Deque<List<Env>> allPoints = points;
        Deque<Finally> rest = new ArrayDeque<>(finals);
        for (int i = 0; i < count && f.reachable(); i++) {
            Finally one = rest.pop();
            finals = new ArrayDeque<>(rest);
            points = outermost(allPoints, one.watching());
            List<Stmt> body = f.collect(() -> f.statements().block(one.body()));
            finals = allFinals;
            points = allPoints;
            f.emit(new Stmt.Unwatched(one.status(), body, Span.NONE));
        }
    }

    private static Deque<List<Env>> outermost(Deque<List<Env>> all, int count) {
        return new ArrayDeque<>(new ArrayList<>(all).subList(all.size() - count, all.size()));
    }
}
