package dev.jaculus.compiler.build;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Label;
import dev.jaculus.compiler.ir.Location;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds one function: its statements, and the variables between them. */
final class FunctionBuilder {
    /** A variable now. */
    record Variable(Type type, Datum datum) {}

    /** A place that paths jump to, and the variables that they bring. */
    private final class Target {
        final Label label = code.label();
        final List<Stmt.Merge> merges;
        boolean reached;

        Target(List<Stmt.Merge> merges) {
            this.merges = new ArrayList<>(merges);
        }

        /** On the only path to here, brings every variable that changed since `before` too. */
        void alsoBring(Map<String, Variable> before) {
            variables.forEach((name, v) -> {
                boolean listed = merges.stream().anyMatch(m -> m.name().equals(name));
                if (!listed && !v.equals(before.get(name))) merges.add(new Stmt.Merge(name, v.type()));
            });
        }

        void jump() {
            if (!code.reachable()) return;
            reached = true;
            code.end(new Op.Jump(label, arrive(merges)));
        }

        /** For a guard: control may leave to here. */
        Op.Terminator leave(Value status) {
            reached = true;
            var values = new ArrayList<>(List.of(status));
            values.addAll(arrive(merges));
            return new Op.Jump(label, values);
        }

        void fall() {
            if (!code.reachable()) return;
            reached = true;
            code.end(new Op.Yield(arrive(merges)));
        }
    }

    /** The loop around: where `break` and `continue` go. */
    private record Loop(Target exit, Target next) {}

    private final dev.jaculus.compiler.tree.Function tree;
    private final Map<String, Build.Callee> callees;
    private final Counters counters;
    private final Location.Scope scope;
    private final Code code;
    private final Expressions expressions;
    private final Deque<Loop> loops = new ArrayDeque<>();
    private Map<String, Variable> variables = new HashMap<>();
    private final Map<String, Target> labels = new HashMap<>();
    private final Map<String, Code.Handler> around = new HashMap<>(); // by status: the handler outside of a Try
    private final Map<Value, List<Stmt.ExceptionClass>> tests = new HashMap<>();

    FunctionBuilder(
            dev.jaculus.compiler.tree.Function tree,
            Map<String, Build.Callee> callees,
            Sites sites,
            List<Module.Data> data,
            Hosts hosts,
            Counters counters) {
        this.tree = tree;
        this.counters = counters;
        this.callees = callees;
        this.scope =
                new Location.Scope(tree.name(), tree.file().path(), tree.span().line());
        this.code = new Code(scope, sites);
        this.expressions = new Expressions(this, code, callees, data, hosts);
    }

    Function build() {
        var params = new ArrayList<Value>();
        for (var p : tree.parameters()) {
            Datum datum = Datum.of(p.type(), code::fresh);
            params.addAll(datum.leaves());
            variables.put(p.name(), new Variable(p.type(), datum));
        }
        Region body = code.region(params, () -> {
            statements(tree.body());
            if (code.reachable()) {
                // Inference knows better where control ends; a function with a result that comes here never does.
                Type result = tree.generator() ? Type.NONE : tree.result();
                code.end(new Op.Return(Datum.of(result, code::zero).leaves()));
            }
        });
        String name = Build.find(callees, tree.instance()).name();
        return new Function(
                name,
                scope,
                body,
                Layout.leaves(tree.result()),
                tree.library(),
                tree.parallel(),
                tree.generator(),
                tree.fastmath());
    }

    /** The function with the tests of its handlers filled in. */
    Function resolved(Function built, Sites sites) {
        return tests.isEmpty() ? built : built.withBody(resolved(built.body(), sites));
    }

    private Region resolved(Region region, Sites sites) {
        return new Region(
                region.params(),
                region.body().stream()
                        .map(i -> i.with(
                                i.op() instanceof Op.Caught c
                                        ? new Op.Caught(c.out(), c.status(), sites.statuses(tests.get(c.out())))
                                        : Ops.map(i.op(), v -> v, r -> resolved(r, sites))))
                        .toList());
    }

    // Variables, for Expressions.

    Variable variable(String name) {
        return variables.get(name);
    }

    /** Gives a name a value while `use` builds. */
    <T> T with(String name, Variable value, java.util.function.Supplier<T> use) {
        Variable before = variables.put(name, value);
        T result = use.get();
        if (before == null) variables.remove(name);
        else variables.put(name, before);
        return result;
    }

    /** Gives several names values while `use` builds. */
    void withAll(Map<String, Variable> values, Runnable use) {
        var before = variables;
        variables = new HashMap<>(before);
        variables.putAll(values);
        use.run();
        variables = before;
    }

    /** The merged variables as values of the merges' types, to bring along from here. */
    private List<Value> arrive(List<Stmt.Merge> merges) {
        var values = new ArrayList<Value>();
        for (Stmt.Merge m : merges) {
            Variable v = variables.get(m.name());
            Datum datum = v != null && fits(v.type(), m.type())
                    ? expressions.cast(v.datum(), v.type(), m.type())
                    : Datum.of(m.type(), code::zero);
            values.addAll(datum.leaves());
        }
        return values;
    }

    /** Whether a value can be brought along; one of quite another type is never read at the merge. */
    private static boolean fits(Type from, Type to) {
        return switch (to) {
            case Type.Scalar _ -> from instanceof Type.Scalar;
            case Type.None _ -> from instanceof Type.None;
            case Type.ListOf _, Type.Generator _, Type.Instance _ -> from.equals(to);
            case Type.Optional o ->
                from instanceof Type.None || fits(from instanceof Type.Optional f ? f.item() : from, o.item());
            case Type.Str _ -> from instanceof Type.Str;
            case Type.Array a ->
                from instanceof Type.Array b
                        && a.rank() == b.rank()
                        && a.element().equals(b.element());
            case Type.Tuple t -> {
                if (!(from instanceof Type.Tuple other)
                        || other.items().size() != t.items().size()) yield false;
                boolean all = true;
                for (int i = 0; i < t.items().size(); i++)
                    all &= fits(other.items().get(i), t.items().get(i));
                yield all;
            }
        };
    }

    /** Fresh names for what arrived: the variables are these from here on. */
    private List<Value> enter(List<Stmt.Merge> merges) {
        var values = new ArrayList<Value>();
        for (Stmt.Merge m : merges) {
            Datum datum = Datum.of(m.type(), code::fresh);
            values.addAll(datum.leaves());
            variables.put(m.name(), new Variable(m.type(), datum));
        }
        return values;
    }

    // Statements.

    private void statements(List<Stmt> body) {
        for (Stmt s : body) if (code.reachable()) statement(s);
    }

    private void statement(Stmt statement) {
        Location before = code.at(statement.span());
        switch (statement) {
            case Stmt.Assign s -> variables.put(s.name(), new Variable(s.value().type(), expressions.datum(s.value())));
            case Stmt.Evaluate s -> expressions.datum(s.value());
            case Stmt.StoreElement s -> expressions.arrays().storeElement(s);
            case Stmt.StoreArray s -> expressions.arrays().storeArray(s);
            case Stmt.StoreItem s -> expressions.lists().store(s);
            case Stmt.StoreField s -> expressions.objects().store(s);
            case Stmt.ResizeList s -> expressions.lists().resize(s);
            case Stmt.If s -> choose(s);
            case Stmt.While s -> loop(s);
            case Stmt.Count s -> count(s);
            case Stmt.Parallel s -> parallel(s);
            case Stmt.Break _ -> loops.element().exit.jump();
            case Stmt.Continue _ -> loops.element().next.jump();
            case Stmt.Return s ->
                code.end(new Op.Return(expressions.datum(s.value()).leaves()));
            case Stmt.Suspend s -> {
                Value wanted = code.fresh(Type.BOOL);
                code.add(new Op.Suspend(wanted, expressions.datum(s.value()).leaves()));
                code.add(new Op.Guard(wanted, new Op.Return(List.of())));
            }
            case Stmt.Raise s -> raise(s);
            case Stmt.Try s -> watch(s);
            case Stmt.Unwatched s -> {
                Code.Handler inside = code.handler(around.get(s.status()));
                statements(s.body());
                code.handler(inside);
            }
            case Stmt.Labelled s -> labelled(s);
            case Stmt.Leave s -> labels.get(s.label()).jump();
            case Stmt.Handle s -> code.add(new Op.Handle(status(s.status()), s.room()));
            case Stmt.Hit s ->
                counters.add(new Module.Line(scope.file(), s.span().line()))
                        .ifPresent(line -> code.add(new Op.Hit(line)));
            case Stmt.Recall s -> {
                code.add(new Op.Resume(status(s.status()), s.room()));
                code.add(new Op.Handle(status(s.status()), -1));
            }
            case Stmt.Reraise s -> {
                Value status = status(s.status());
                if (s.room() >= 0) code.add(new Op.Resume(status, s.room()));
                code.end(code.reraise(status));
            }
        }
        code.at(before);
    }

    private void choose(Stmt.If s) {
        Value condition = expressions.value(s.test());
        var merge = new Target(s.merges());
        var before = variables;
        variables = new HashMap<>(before);
        Region then = code.region(List.of(), () -> {
            statements(s.then());
            merge.fall();
        });
        variables = new HashMap<>(before);
        Region orElse = code.region(List.of(), () -> {
            statements(s.orElse());
            merge.fall();
        });
        variables = new HashMap<>(before);
        code.add(new Op.If(enter(s.merges()), condition, then, orElse));
        if (!merge.reached) code.end(new Op.Unreachable());
    }

    /** Block exit { Loop head { if test { body; Jump head } else { orElse; Jump exit } } }. */
    private void loop(Stmt.While s) {
        var exit = new Target(visibleAfter(s.head(), s.exit()));
        var before = new HashMap<>(variables);
        boolean breaks = Jumps.anyBreak(s.body());
        Region whole = code.region(List.of(), () -> {
            var head = new Target(s.head());
            List<Value> start = arrive(s.head());
            List<Value> params = enter(s.head());
            Region iteration = code.region(params, () -> {
                Value condition = expressions.value(s.test());
                if (isTrue(s.test())) {
                    whileBody(s, exit, head);
                    return;
                }
                var atTest = new HashMap<>(variables);
                Region body = code.region(List.of(), () -> whileBody(s, exit, head));
                variables = atTest;
                Region orElse = code.region(List.of(), () -> {
                    statements(s.orElse());
                    if (!breaks) exit.alsoBring(before);
                    exit.jump();
                });
                code.add(new Op.If(List.of(), condition, body, orElse));
                code.end(new Op.Unreachable());
            });
            code.add(new Op.Loop(head.label, start, iteration));
            code.end(new Op.Unreachable());
        });
        variables = before;
        code.add(new Op.Block(enter(exit.merges), exit.label, whole));
        if (!exit.reached) code.end(new Op.Unreachable());
    }

    private void whileBody(Stmt.While s, Target exit, Target head) {
        loops.push(new Loop(exit, head));
        statements(s.body());
        loops.pop();
        head.jump();
    }

    private static boolean isTrue(Expr test) {
        return test instanceof Expr.Const c && c.value() instanceof Number n && n.doubleValue() != 0;
    }

    /** The variables that leave a loop: where no merge names one, all paths share the value that it has at the head. */
    private static List<Stmt.Merge> visibleAfter(List<Stmt.Merge> head, List<Stmt.Merge> exit) {
        var all = new ArrayList<>(exit);
        for (Stmt.Merge m : head) {
            if (exit.stream().noneMatch(e -> e.name().equals(m.name()))) all.add(m);
        }
        return all;
    }

    /** Block exit { For { Block next { body } }; orElse }, without the blocks that nothing jumps to. */
    private void count(Stmt.Count s) {
        Value lower = expressions.value(s.lower());
        Value upper = expressions.value(s.upper());
        var exit = new Target(visibleAfter(s.head(), s.exit()));
        if (!Jumps.anyBreak(s.body())) {
            forLoop(s, lower, upper, exit);
            if (!code.reachable()) return;
            List<Value> arrived = arrive(s.exit());
            rebind(s.exit(), arrived);
            return;
        }
        var before = new HashMap<>(variables);
        Region whole = code.region(List.of(), () -> {
            forLoop(s, lower, upper, exit);
            exit.fall();
        });
        variables = before;
        code.add(new Op.Block(enter(exit.merges), exit.label, whole));
        if (!exit.reached) code.end(new Op.Unreachable());
    }

    private void forLoop(Stmt.Count s, Value lower, Value upper, Target exit) {
        var next = new Target(s.head());
        var before = new HashMap<>(variables);
        List<Value> start = arrive(s.head());
        Value index = code.fresh(Type.INT64);
        var params = new ArrayList<>(List.of(index));
        params.addAll(enter(s.head()));
        variables.put(s.index(), new Variable(Type.INT64, new Datum.Single(index)));
        Region body = code.region(params, () -> {
            if (!Jumps.anyContinue(s.body())) {
                iteration(s, exit, next);
                next.fall();
                return;
            }
            var outer = new HashMap<>(variables);
            Region inner = code.region(List.of(), () -> {
                iteration(s, exit, next);
                next.fall();
            });
            variables = outer;
            List<Value> outs = enter(s.head());
            code.add(new Op.Block(outs, next.label, inner));
            code.end(next.reached ? new Op.Yield(outs) : new Op.Unreachable());
        });
        variables = before;
        code.add(new Op.For(enter(s.head()), lower, upper, s.step(), start, body));
        statements(s.orElse());
    }

    private void iteration(Stmt.Count s, Target exit, Target next) {
        loops.push(new Loop(exit, next));
        statements(s.body());
        loops.pop();
    }

    private void parallel(Stmt.Parallel s) {
        Value count = expressions.value(s.count());
        Value pieces = expressions.value(s.pieces());
        var before = new HashMap<>(variables);
        var params = new ArrayList<Value>();
        for (String name : List.of(s.from(), s.to(), s.piece())) {
            Value v = code.notNegative(code.fresh(Type.INT64));
            params.add(v);
            variables.put(name, new Variable(Type.INT64, new Datum.Single(v)));
        }
        Code.Handler around = code.handler(null); // an exception leaves the piece first
        Region body = code.region(params, () -> {
            statements(s.body());
            code.end(new Op.Yield(List.of()));
        });
        code.handler(around);
        variables = before;
        Value status = code.fresh(Type.INT32);
        code.add(new Op.Parallel(status, count, pieces, body));
        Value ok = code.compare(Order.EQ, status, code.zero(Type.INT32));
        code.add(new Op.Guard(ok, code.reraise(status)));
    }

    /** The merges take these values without a join: only one path comes here. */
    private void rebind(List<Stmt.Merge> merges, List<Value> values) {
        int from = 0;
        for (Stmt.Merge m : merges) {
            int size = Layout.leaves(m.type()).size();
            variables.put(m.name(), new Variable(m.type(), Datum.of(m.type(), values.subList(from, from + size))));
            from += size;
        }
    }

    private void labelled(Stmt.Labelled s) {
        var end = new Target(s.exit());
        labels.put(s.label(), end);
        var before = new HashMap<>(variables);
        Region body = code.region(List.of(), () -> {
            statements(s.body());
            end.jump();
        });
        variables = before;
        code.add(new Op.Block(enter(end.merges), end.label, body));
        if (!end.reached) code.end(new Op.Unreachable());
    }

    private Value status(String name) {
        return variables.get(name).datum().value();
    }

    /** Block exit { Block caught { body, which jumps to caught; orElse; Jump exit } handler; Jump exit }. */
    private void watch(Stmt.Try s) {
        var exit = new Target(s.exit());
        var before = new HashMap<>(variables);
        Region whole = code.region(List.of(), () -> {
            var caught = new Target(s.caught());
            Region watched = code.region(List.of(), () -> {
                Code.Handler outer = code.handler(caught::leave);
                around.put(s.status(), outer);
                statements(s.body());
                code.handler(outer);
                statements(s.orElse());
                exit.jump();
            });
            variables = new HashMap<>(before);
            Value status = code.fresh(Type.INT32);
            var outs = new ArrayList<>(List.of(status));
            outs.addAll(enter(s.caught()));
            variables.put(s.status(), new Variable(Type.INT32, new Datum.Single(status)));
            code.add(new Op.Block(outs, caught.label, watched));
            if (caught.reached) statements(s.handler());
            if (!caught.reached) code.end(new Op.Unreachable());
            exit.jump();
        });
        variables = before;
        code.add(new Op.Block(enter(exit.merges), exit.label, whole));
        if (!exit.reached) code.end(new Op.Unreachable());
    }

    /** Notes what a test is for: its statuses are known when all functions are built. */
    Op.Caught caught(Op.Caught test, List<Stmt.ExceptionClass> classes) {
        tests.put(test.out(), classes);
        return test;
    }

    private void raise(Stmt.Raise s) {
        var arguments = new ArrayList<Module.Argument>();
        var slots = new ArrayList<Value>();
        for (Stmt.Argument a : s.arguments()) {
            arguments.add(argument(a, slots));
        }
        code.at(s.span());
        code.end(code.raise(s.exception(), arguments, slots));
    }

    /** An argument of an exception; what is computed for it goes to the end of `slots`. */
    private Module.Argument argument(Stmt.Argument argument, List<Value> slots) {
        return switch (argument) {
            case Stmt.Argument.Fixed a -> new Module.Argument.Fixed(a.value());
            case Stmt.Argument.Named a -> new Module.Argument.Named(a.name(), argument(a.value(), slots));
            case Stmt.Argument.Computed a -> {
                int room = Layout.slots(slots.stream().map(Value::type).toList());
                for (Value leaf : expressions.datum(a.value()).leaves()) {
                    slots.addAll(
                            leaf.type() instanceof Type.Complex
                                    ? List.of(code.part(leaf, false), code.part(leaf, true))
                                    : List.of(leaf));
                }
                yield new Module.Argument.Slot(room, a.value().type());
            }
        };
    }
}
