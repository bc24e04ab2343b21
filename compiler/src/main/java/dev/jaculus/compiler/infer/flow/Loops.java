package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Env;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Iteration;
import dev.jaculus.compiler.infer.core.LocalNames;
import dev.jaculus.compiler.infer.core.Logic;
import dev.jaculus.compiler.infer.core.LoopBody;
import dev.jaculus.compiler.infer.core.NotYet;
import dev.jaculus.compiler.infer.core.Parts;
import dev.jaculus.compiler.infer.core.Renaming;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Values;
import dev.jaculus.compiler.infer.core.Variable;
import dev.jaculus.compiler.infer.core.Variable.Typed;
import dev.jaculus.compiler.infer.core.Variable.Unknown;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.tree.Stmt.Merge;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Loops. The types at a loop's head depend on its body and the other way round, so the body is inferred again until they stand still.
 * They only ever widen. What was learnt of a loop is kept, so that the rounds of an outer loop don't start its inner loops anew.
 */
public final class Loops implements Topics.OfLoops {
    /** Numbers can widen a few times; more rounds than this mean that inference itself runs in circles. */
    private static final int MOST_ROUNDS = 60;

    private final Scope f;
    private final Map<Object, IdentityHashMap<Object, Env>> learnt = new HashMap<>();
    private Jumps innermost;
    private final Set<String> also = new LinkedHashSet<>();

    /** Where control leaves the body of a loop other than at its end. */
    private static final class Jumps {
        final List<Env> breaks;
        final List<Env> continues;
        /** Where they go, in the body of a loop over a generator; else empty. */
        final String broken;

        final String next;

        Jumps() {
            this("", new ArrayList<>(), "", new ArrayList<>());
        }

        Jumps(String broken, List<Env> breaks, String next, List<Env> continues) {
            this.broken = broken;
            this.breaks = breaks;
            this.next = next;
            this.continues = continues;
        }
    }

    @Override
    public void inside(String broken, List<Env> breaks, String next, List<Env> continues, Runnable body) {
        Jumps outer = innermost;
        innermost = new Jumps(broken, breaks, next, continues);
        try {
            body.run();
        } finally {
            innermost = outer;
        }
    }

    @Override
    public void alsoAssign(Set<String> names) {
        also.addAll(names);
    }

    /** Inference of a part of another function, in its loops. */
    public void begin(Loops around) {
        innermost = around.innermost;
        also.addAll(around.also);
    }

    /** One round's body. `exit` is where the loop ends by itself; null when it never does. */
    private record Round(Expr test, List<Stmt> body, Env exit) {}

    private record Settled(Env entry, Round round, Jumps jumps, List<Merge> head) {}

    public Loops(Scope f) {
        this.f = f;
    }

    @Override
    public Object around() {
        return innermost;
    }

    @Override
    public void breakLoop(Span span) {
        if (!f.trying().leaveLoop(innermost, span)) return;
        innermost.breaks.add(f.env());
        f.emit(innermost.broken.isEmpty() ? new Stmt.Break(span) : new Stmt.Leave(innermost.broken, span));
        f.stop();
    }

    @Override
    public void continueLoop(Span span) {
        if (!f.trying().leaveLoop(innermost, span)) return;
        innermost.continues.add(f.env());
        f.emit(innermost.next.isEmpty() ? new Stmt.Continue(span) : new Stmt.Leave(innermost.next, span));
        f.stop();
    }

    @Override
    public void whileLoop(dev.jaculus.syntax.ast.Stmt.While loop) {
        Set<String> assigned = LocalNames.of(loop.body());
        assigned.addAll(LocalNames.ofExpression(loop.test()));
        Settled settled = settle(loop, assigned, () -> {
            Expr[] tested = new Expr[1];
            List<Stmt> before = f.collect(() -> tested[0] = test(loop));
            Expr test = tested[0];
            if (!before.isEmpty() && test != null) {
                return testInside(loop, before, test);
            }
            Env exit = f.env().copy();
            if (test instanceof Expr.Const known) {
                if (Trees.truth(known)) {
                    exit = null;
                } else {
                    f.stop();
                }
            }
            List<Stmt> body = f.collect(() -> f.statements().body(loop.span(), loop.body()));
            return new Round(test, body, exit);
        });
        List<Merge> exits = new ArrayList<>();
        List<Stmt> orElse = leave(settled, loop.orelse(), exits);
        Round round = settled.round();
        if (round.test() != null) {
            f.emit(new Stmt.While(round.test(), round.body(), orElse, settled.head(), exits, loop.span()));
        }
    }

    /** A test that needs statements before it: {@code while True}, and in the body {@code if not test: ... break} with the loop's `else`. */
    private Round testInside(dev.jaculus.syntax.ast.Stmt.While loop, List<Stmt> before, Expr test) {
        Span span = loop.test().span();
        // There they belong to the loop around this one.
        if (Renaming.contains(loop.orelse(), dev.jaculus.syntax.ast.Stmt.Break.class)
                || Renaming.contains(loop.orelse(), dev.jaculus.syntax.ast.Stmt.Continue.class)) {
            throw Errors.unsupported(
                    f.place(loop.test().span()),
                    "this test of a loop with `break` or `continue` in its `else`",
                    "compute it before and in the loop");
        }
        List<Stmt> body = new ArrayList<>(before);
        Env here = f.env().copy();
        List<Stmt> orElse = f.collect(() -> f.statements().block(loop.orelse()));
        if (f.reachable()) {
            orElse.add(new Stmt.Break(span));
            innermost.breaks.add(f.env());
        }
        f.env(here);
        body.add(new Stmt.If(Logic.not(test, span), orElse, List.of(), List.of(), span));
        body.addAll(f.collect(() -> f.statements().body(loop.span(), loop.body())));
        return new Round(Trees.bool(true, span), body, null);
    }

    private Expr test(dev.jaculus.syntax.ast.Stmt.While loop) {
        try {
            return f.comparisons().condition(loop.test());
        } catch (NotYet notYet) {
            f.skipped(notYet);
            return null;
        }
    }

    @Override
    public void forLoop(dev.jaculus.syntax.ast.Stmt.For loop) {
        if (f.parallelLoops().loop(loop)) {
            return;
        }
        Value iterable = f.expressions().value(loop.iter());
        if (!(iterable instanceof Value.Computed || iterable instanceof Value.Listing)) {
            // The body may assign the variable that holds the iterable.
            iterable = Parts.map(iterable, tree -> f.hide(tree, "over"));
        }
        if (iterable instanceof Value.Unrolled unrolled) {
            if (Values.isMixed(unrolled.over())) {
                f.unrolling().loop(loop, unrolled.over());
                return;
            }
            iterable = unrolled.over();
        }
        if (iterable instanceof Value.Computed c
                && c.type() instanceof Type.Tuple t
                && t.items().isEmpty()) {
            f.statements().block(loop.orelse()); // no items, so the body has no types
            return;
        }
        Value over = f.iterations().iterator(iterable, loop.iter().span());
        if (over instanceof Value.Generated generated && f.generators().fits(generated)) {
            f.generators().loop(loop, generated);
            return;
        }
        count(loop, f.iterations().of(over, loop.iter().span()), loop.orelse());
    }

    @Override
    public void count(
            dev.jaculus.syntax.ast.Stmt.For loop, Iteration over, List<dev.jaculus.syntax.ast.Stmt> otherwise) {
        count(loop, over, otherwise, () -> f.statements().body(loop.span(), loop.body()));
    }

    @Override
    public void count(
            dev.jaculus.syntax.ast.Stmt.For loop,
            Iteration over,
            List<dev.jaculus.syntax.ast.Stmt> otherwise,
            Runnable body) {
        Set<String> assigned = LocalNames.of(loop.body());
        over(over, loop.target(), assigned, new LoopBody(loop, loop.span(), body, otherwise));
    }

    @Override
    public void over(Iteration over, dev.jaculus.syntax.ast.Expr target, Set<String> assigned, LoopBody parts) {
        assigned.addAll(LocalNames.ofTarget(target));
        if (over.more().isPresent()) {
            whileMore(over, target, assigned, parts);
        } else {
            count(over, target, assigned, parts);
        }
    }

    /** {@code while more(i): target = item(i); i += 1; body}, but that the next place is known before the body runs. */
    private void whileMore(Iteration over, dev.jaculus.syntax.ast.Expr target, Set<String> assigned, LoopBody parts) {
        Span at = target.span();
        String next = f.fresh("next");
        f.assign(next, Trees.integer(0, at), at);
        f.env().put(next, new Typed(Type.INT64, Optional.empty(), false, at));
        assigned.add(next);
        Expr place = new Expr.Local(Type.INT64, next, false, at);
        Settled settled = settle(parts.key(), assigned, () -> {
            Env exit = f.env().copy();
            List<Stmt> body = f.collect(() -> {
                Expr here = f.hide(place, "place");
                Value item = over.item().apply(here);
                Expr sum = new Expr.Binary(Type.INT64, Arithmetic.ADD, here, Trees.integer(1, at), false, at);
                f.assign(next, sum, at);
                each(over, target, item, parts.body());
            });
            return new Round(over.more().get().apply(place), body, exit);
        });
        List<Merge> exits = new ArrayList<>();
        List<Stmt> orElse = leave(settled, parts.orElse(), exits);
        Round round = settled.round();
        f.emit(new Stmt.While(round.test(), round.body(), orElse, settled.head(), exits, parts.span()));
    }

    private void count(Iteration over, dev.jaculus.syntax.ast.Expr target, Set<String> assigned, LoopBody parts) {
        String index = f.fresh("i");
        Span at = target.span();
        Settled settled = settle(parts.key(), assigned, () -> {
            Env exit = f.env().copy();
            f.env().put(index, new Typed(Type.INT64, Optional.empty(), false, at));
            List<Stmt> body = f.collect(() -> {
                Expr place = new Expr.Local(Type.INT64, index, false, at);
                each(over, target, over.item().apply(place), parts.body());
            });
            return new Round(null, body, exit);
        });
        List<Merge> exits = new ArrayList<>();
        List<Stmt> orElse = leave(settled, parts.orElse(), exits);
        f.emit(new Stmt.Count(
                index,
                over.lower(),
                over.upper(),
                over.step(),
                settled.round().body(),
                orElse,
                settled.head(),
                exits,
                parts.span()));
    }

    /** The body for one item, if the filter lets it through. */
    private void each(Iteration over, dev.jaculus.syntax.ast.Expr target, Value item, Runnable body) {
        if (over.filter().isEmpty()) {
            f.assignments().assign(target, item);
            body.run();
            return;
        }
        Span span = target.span();
        Value filter = over.filter().get();
        Value kept = Parts.map(item, tree -> f.hide(tree, "item"));
        boolean truth = filter instanceof Value.Computed none && none.type() instanceof Type.None;
        Value asked = truth ? kept : f.calls().call(filter, new CallArguments(f.place(span), List.of(kept)));
        f.statements()
                .branch(
                        f.comparisons().truth(asked, span),
                        () -> {
                            f.assignments().assign(target, kept);
                            body.run();
                        },
                        () -> {},
                        span);
    }

    /** Repeats `round` until the types at the head, which it starts with, are those that come back to it. */
    private Settled settle(Object loop, Set<String> names, Supplier<Round> round) {
        Set<String> assigned = new LinkedHashSet<>(names);
        assigned.addAll(also);
        for (Scope one = f; one != null; one = one.consumer()) {
            one.shared().stream().filter(name -> entered(name)).forEach(assigned::add);
        }
        Env entry = f.env();
        IdentityHashMap<Object, Env> learnt =
                this.learnt.computeIfAbsent(f.unrolling().key(""), _ -> new IdentityHashMap<>());
        Env head = start(entry, assigned, learnt.get(loop));
        List<NotYet> pending = f.pending();
        int before = pending.size();
        for (int rounds = 0; rounds < MOST_ROUNDS; rounds++) {
            pending.subList(before, pending.size()).clear();
            Jumps outer = innermost;
            Jumps jumps = new Jumps();
            innermost = jumps;
            f.env(head.copy());
            Round result;
            try {
                result = round.get();
            } finally {
                innermost = outer;
            }
            List<Env> arriving = new ArrayList<>(jumps.continues);
            if (f.reachable()) {
                arriving.add(f.env());
            }
            boolean complete = pending.size() == before;
            Env next = widen(entry, head, arriving, assigned, complete);
            if (next.sameTypes(head)) {
                learnt.put(loop, head);
                reportPending(pending, before);
                return new Settled(entry, result, jumps, merges(head, assigned));
            }
            head = next;
        }
        throw new IllegalStateException("the types of a loop never stand still");
    }

    private boolean entered(String name) {
        return f.env().get(name).isPresent();
    }

    /** A type that is missing although nothing changes any more will never come. But the result of a recursion may. */
    private void reportPending(List<NotYet> pending, int before) {
        if (innermost != null) {
            return;
        }
        for (NotYet notYet : pending.subList(before, pending.size())) {
            if (!notYet.recursion() && !notYet.list()) {
                throw new Diagnostic.Failure(notYet.diagnostic());
            }
        }
    }

    private static Env start(Env entry, Set<String> assigned, Env learnt) {
        Env head = entry.copy();
        for (String name : withParts(assigned, learnt == null ? List.of(entry) : List.of(entry, learnt))) {
            List<Variable> known = new ArrayList<>();
            entry.get(name).ifPresent(known::add);
            if (learnt != null) {
                learnt.get(name).ifPresent(known::add);
            }
            head.put(name, known.isEmpty() ? new Unknown() : own(Env.meet(known)));
        }
        return head;
    }

    /** The names, and those of the variables that hold their parts. */
    private static Set<String> withParts(Set<String> names, List<Env> envs) {
        Set<String> all = new LinkedHashSet<>(names);
        for (Env env : envs) {
            for (String one : env.names()) {
                int dot = one.indexOf('.');
                if (dot > 0 && names.contains(one.substring(0, dot))) {
                    all.add(one);
                }
            }
        }
        return all;
    }

    private static Env widen(Env entry, Env head, List<Env> arriving, Set<String> assigned, boolean complete) {
        Env next = entry.copy();
        List<Env> all = new ArrayList<>(arriving);
        all.add(entry);
        all.add(head);
        for (String name : withParts(assigned, all)) {
            List<Variable> known = new ArrayList<>();
            known.add(entry.get(name).orElse(null));
            arriving.forEach(env -> known.add(env.get(name).orElse(null)));
            head.get(name).filter(variable -> !(variable instanceof Unknown)).ifPresent(known::add);
            if (known.stream().noneMatch(variable -> variable != null && !(variable instanceof Unknown))) {
                if (complete || head.get(name).isEmpty()) {
                    next.remove(name);
                } else {
                    next.put(name, new Unknown());
                }
                continue;
            }
            next.put(name, own(Env.meet(known)));
        }
        return next;
    }

    /** The variable as a new object without a known value: the next iteration may bring another. */
    private static Variable own(Variable variable) {
        return variable instanceof Typed t
                ? new Typed(t.type(), Optional.empty(), t.maybeUnbound(), t.where())
                : variable;
    }

    private static List<Merge> merges(Env head, Set<String> assigned) {
        List<Merge> merges = new ArrayList<>();
        for (String name : withParts(assigned, List.of(head))) {
            if (head.get(name).orElse(null) instanceof Typed t) {
                merges.add(new Merge(name, t.type()));
            }
        }
        return merges;
    }

    /** Infers the {@code else} and joins it with the breaks. */
    private List<Stmt> leave(Settled settled, List<dev.jaculus.syntax.ast.Stmt> otherwise, List<Merge> merges) {
        List<Env> ends = new ArrayList<>();
        List<Stmt> orElse = List.of();
        f.env(settled.round().exit());
        if (f.reachable()) {
            orElse = f.collect(() -> f.statements().block(otherwise));
            if (f.reachable()) {
                ends.add(f.env());
            }
        }
        ends.addAll(settled.jumps().breaks);
        f.env(ends.isEmpty() ? null : Env.join(settled.entry(), ends, merges));
        return orElse;
    }
}
