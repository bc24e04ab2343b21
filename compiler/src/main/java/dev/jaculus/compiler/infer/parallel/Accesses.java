package dev.jaculus.compiler.infer.parallel;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The elements of arrays from outside that a loop's body reads and writes. */
final class Accesses {
    /**
     * A subscript.
     *
     * @param changes whether what is written comes from what was there, as with {@code +=}
     * @param conditional whether it is under an {@code if} or {@code while}
     * @param onlyOne whether the condition holds for few iterations at most: it asks whether something equals something
     * @param via the call in the loop that it is done by, if it is in another function
     */
    record Access(
            String array,
            List<Index> place,
            Span at,
            boolean write,
            boolean changes,
            boolean conditional,
            boolean onlyOne,
            Optional<Via> via) {
        /** Where the loop has to do with it. */
        Span here() {
            return via.map(Via::call).orElse(at);
        }

        /** The place itself, where that is in another function. */
        Optional<Finding.Other> there(String label) {
            return via.map(one -> new Finding.Other(
                    at,
                    label + " in `" + one.callee().name() + "`",
                    Optional.of(one.callee().file())));
        }
    }

    /** A call in the loop, and the function that does something in the end. */
    record Via(Span call, Callees.Callee callee) {}

    private static final int DEEPEST = 5;
    private static final int MOST_CALLS = 100;

    private final String variable;
    private final Set<String> assigned;
    private final Set<String> reduced;
    private final Map<String, Expr> definitions = new HashMap<>(); // of names that the body assigns once
    private final Set<String> sweeping = new HashSet<>(); // variables of loops inside over the same places each time
    private final Deque<Expr> conditions = new ArrayDeque<>();
    private final List<Access> found = new ArrayList<>();
    private final Deque<Callees.Callee> calls = new ArrayDeque<>(); // those around what is looked at
    private Callees callees;
    private Optional<Via> via = Optional.empty();
    private int entered;

    private Accesses(String variable, Set<String> assigned, Set<String> reduced, Callees callees) {
        this.variable = variable;
        this.assigned = new HashSet<>(assigned);
        this.reduced = reduced;
        this.callees = callees;
    }

    static List<Access> of(Stmt.For loop, String variable, Set<String> assigned, Set<String> reduced, Callees callees) {
        Accesses accesses = new Accesses(variable, assigned, reduced, callees);
        accesses.define(loop.body());
        accesses.block(loop.body());
        return accesses.found;
    }

    private void define(List<Stmt> body) {
        Map<String, Integer> times = new HashMap<>();
        Source.eachStatement(body, s -> Source.assigned(s, name -> times.merge(name, 1, Integer::sum)));
        Source.eachStatement(body, s -> {
            if (s instanceof Stmt.Assign a
                    && a.targets().size() == 1
                    && a.targets().getFirst() instanceof Expr.Name n
                    && times.get(n.id()) == 1) {
                definitions.put(n.id(), a.value());
            }
            if (s instanceof Stmt.For inner
                    && inner.target() instanceof Expr.Name n
                    && times.get(n.id()) == 1
                    && isRange(inner.iter())
                    && ((Expr.Call) inner.iter()).args().stream().allMatch(this::isSame)) {
                sweeping.add(n.id());
            }
        });
    }

    /** {@code range(...)}, {@code prange(...)}, with step 1. */
    private static boolean isRange(Expr e) {
        return e instanceof Expr.Call c
                && c.args().size() <= 2
                && c.keywords().isEmpty()
                && (c.func() instanceof Expr.Name n
                        ? n.id().endsWith("range")
                        : c.func() instanceof Expr.Attribute a && a.attr().equals("prange"));
    }

    /** Whether an expression has the same value in every iteration. */
    private boolean isSame(Expr e) {
        boolean[] same = {true};
        Source.each(e, part -> {
            if (part instanceof Expr.Name n && assigned.contains(n.id())) {
                same[0] = false;
            }
            if (part instanceof Expr.Subscript s && !(s.value() instanceof Expr.Attribute)) {
                same[0] = false; // an element may change
            }
        });
        return same[0];
    }

    private void block(List<Stmt> block) {
        int depth = conditions.size();
        for (Stmt statement : block) {
            statement(statement);
            if (statement instanceof Stmt.If s && endsWithContinue(s)) {
                conditions.push(s.test()); // what follows happens under the opposite condition
            }
        }
        while (conditions.size() > depth) {
            conditions.pop();
        }
    }

    private static boolean endsWithContinue(Stmt.If s) {
        return !s.body().isEmpty()
                && (s.body().getLast() instanceof Stmt.Continue
                        || s.body().getLast() instanceof Stmt.Return
                        || s.body().getLast() instanceof Stmt.Raise);
    }

    private void statement(Stmt statement) {
        switch (statement) {
            case Stmt.AugAssign s -> {
                if (s.target() instanceof Expr.Subscript target) {
                    access(target, s.span(), true, true);
                    read(target.slice());
                }
                read(s.value());
            }
            case Stmt.Assign s -> {
                read(s.value());
                s.targets().forEach(target -> write(target, s));
            }
            case Stmt.If s -> {
                read(s.test());
                conditions.push(s.test());
                block(s.body());
                block(s.orelse());
                conditions.pop();
            }
            case Stmt.While s -> {
                read(s.test());
                conditions.push(s.test());
                block(s.body());
                conditions.pop();
            }
            default -> {
                Source.expressions(statement).forEach(this::read);
                Source.blocks(statement).forEach(this::block);
            }
        }
    }

    private void write(Expr target, Stmt.Assign s) {
        switch (target) {
            case Expr.Tuple t -> t.elts().forEach(part -> write(part, s));
            case Expr.Subscript sub -> {
                boolean[] changes = new boolean[1];
                Source.each(s.value(), part -> changes[0] |= Same.trees(part, sub));
                access(
                        sub,
                        s.targets().size() == 1 && target == s.targets().getFirst() ? s.span() : sub.span(),
                        true,
                        changes[0]);
                read(sub.slice());
            }
            default -> {}
        }
    }

    private void read(Expr expression) {
        Source.each(expression, part -> {
            if (part instanceof Expr.Subscript sub && sub.ctx() == Expr.Context.LOAD) {
                access(sub, sub.span(), false, false);
            }
            if (part instanceof Expr.Call call && calls.size() < DEEPEST && entered < MOST_CALLS) {
                callees.of(call)
                        .filter(callee -> calls.stream().noneMatch(one -> one.function() == callee.function()))
                        .ifPresent(callee -> enter(callee, call));
            }
        });
    }

    /** What a function does that is called: as if its body stood here, with the arguments in the places of its parameters. */
    private void enter(Callees.Callee callee, Expr.Call call) {
        Callees before = callees;
        Optional<Via> viaBefore = via;
        entered++;
        calls.push(callee);
        callees = callee.calls();
        via = Optional.of(new Via(via.map(Via::call).orElse(call.span()), callee));
        assigned.addAll(callee.assigned());
        Set<String> changed = new HashSet<>();
        Source.eachStatement(callee.body(), s -> Source.assigned(s, changed::add));
        callee.arguments().forEach((name, argument) -> {
            if (changed.contains(name)) {
                assigned.add(name);
            } else if (!(argument instanceof Expr.Name n) || assigned.contains(n.id())) {
                definitions.put(name, argument);
                assigned.add(name);
            } else {
                definitions.put(name, argument);
            }
        });
        define(callee.body());
        block(callee.body());
        callees = before;
        via = viaBefore;
        calls.pop();
    }

    private void access(Expr.Subscript subscript, Span at, boolean write, boolean changes) {
        List<Index> place = new ArrayList<>();
        Expr base = subscript;
        for (int depth = 0; depth < 8 && base instanceof Expr.Subscript s; depth++) {
            List<Index> outer = indices(s.slice());
            outer.addAll(place);
            place = outer;
            base = s.value();
            while (base instanceof Expr.Name n && definitions.get(n.id()) instanceof Expr.Name other) {
                base = other;
            }
            if (base instanceof Expr.Name n && definitions.get(n.id()) instanceof Expr.Subscript defined) {
                if (place.stream().anyMatch(index -> index.kind() == Index.Kind.STRETCH)) {
                    return; // part of a view: which axis is which is not seen here
                }
                base = defined;
            }
        }
        if (base instanceof Expr.Name n && !assigned.contains(n.id()) && !reduced.contains(n.id())) {
            boolean few = conditions.stream().anyMatch(Accesses::asksForOne);
            found.add(new Access(n.id(), place, at, write, changes, !conditions.isEmpty(), few, via));
        }
    }

    private static boolean asksForOne(Expr test) {
        boolean[] asks = new boolean[1];
        Source.each(
                test,
                part -> asks[0] |= part instanceof Expr.Compare c && c.ops().contains(Expr.CompareOperator.EQ));
        return asks[0];
    }

    private List<Index> indices(Expr slice) {
        List<Index> all = new ArrayList<>();
        for (Expr part : slice instanceof Expr.Tuple t ? t.elts() : List.of(slice)) {
            all.add(index(part));
        }
        return all;
    }

    private Index index(Expr e) {
        if (e instanceof Expr.Slice s) {
            boolean same = Source.parts(s).stream().allMatch(this::isSame);
            return same ? Index.stretch(text(s)) : Index.unknown(false);
        }
        if (e instanceof Expr.Constant c && c.value() instanceof Expr.Literal.Ellipsis) {
            return Index.stretch("...");
        }
        Optional<Index.Sum> sum = sum(e, 0);
        if (sum.isEmpty()) {
            return Index.unknown(isData(e, 0));
        }
        boolean sweeps = sum.get().terms.keySet().stream().anyMatch(sweeping::contains);
        return Index.linear(variable, sum.get().terms, sum.get().constant, sweeps);
    }

    private static String text(Expr.Slice s) {
        return "%s:%s:%s"
                .formatted(
                        s.lower().map(Accesses::plain).orElse(""),
                        s.upper().map(Accesses::plain).orElse(""),
                        s.step().map(Accesses::plain).orElse(""));
    }

    private static String plain(Expr e) {
        StringBuilder text = new StringBuilder();
        Source.each(
                e,
                part -> text.append(
                        switch (part) {
                            case Expr.Name n -> n.id();
                            case Expr.Constant c -> c.value().toString();
                            case Expr.BinOp b -> b.op().toString();
                            case Expr.UnaryOp u -> u.op().toString();
                            case Expr.Attribute a -> a.attr();
                            default -> part.getClass().getSimpleName();
                        }));
        return text.toString();
    }

    private Optional<Index.Sum> sum(Expr e, int depth) {
        Index.Sum sum = new Index.Sum();
        if (Index.number(e).isPresent()) {
            sum.constant = Index.number(e).get();
            return Optional.of(sum);
        }
        switch (e) {
            case Expr.Name n -> {
                if (definitions.containsKey(n.id()) && depth < 8) {
                    return sum(definitions.get(n.id()), depth + 1);
                }
                if (n.id().equals(variable) || sweeping.contains(n.id()) || !assigned.contains(n.id())) {
                    sum.terms.put(n.id(), 1L);
                    return Optional.of(sum);
                }
                return Optional.empty();
            }
            case Expr.UnaryOp u
            when u.op() == Expr.UnaryOperator.USUB -> {
                return sum(u.operand(), depth).map(one -> {
                    sum.add(one, -1);
                    return sum;
                });
            }
            case Expr.BinOp b -> {
                Optional<Index.Sum> left = sum(b.left(), depth);
                Optional<Index.Sum> right = sum(b.right(), depth);
                if (left.isEmpty() || right.isEmpty()) {
                    return Optional.empty();
                }
                switch (b.op()) {
                    case ADD, SUB -> {
                        sum.add(left.get(), 1);
                        sum.add(right.get(), b.op() == Expr.Operator.ADD ? 1 : -1);
                        return Optional.of(sum);
                    }
                    case MULT -> {
                        if (right.get().isNumber()) {
                            sum.add(left.get(), right.get().constant);
                            return Optional.of(sum);
                        }
                        if (left.get().isNumber()) {
                            sum.add(right.get(), left.get().constant);
                            return Optional.of(sum);
                        }
                        return Optional.empty();
                    }
                    default -> {
                        return Optional.empty();
                    }
                }
            }
            case Expr.Subscript s
            when s.value() instanceof Expr.Attribute && isSame(s) -> { // a.shape[0]
                sum.terms.put(plain(s), 1L);
                return Optional.of(sum);
            }
            case Expr.Call c
            when Source.isName(c.func(), "len") && isSame(c) -> {
                sum.terms.put(plain(c), 1L);
                return Optional.of(sum);
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    /** Whether elements of arrays, or what a function gives for more than the loop's variable, decide about it. */
    private boolean isData(Expr e, int depth) {
        boolean[] data = new boolean[1];
        boolean[] thread = new boolean[1];
        Source.each(e, part -> {
            if (part instanceof Expr.Subscript s && s.ctx() == Expr.Context.LOAD) {
                data[0] = true;
            }
            if (part instanceof Expr.Call c
                    && Source.parts(c).getFirst() instanceof Expr.Name n
                    && n.id().equals("get_thread_id")) {
                thread[0] = true;
            }
            if (part instanceof Expr.Name n && definitions.containsKey(n.id()) && depth < 8) {
                data[0] |= isData(definitions.get(n.id()), depth + 1);
            }
        });
        return data[0] && !thread[0];
    }
}
