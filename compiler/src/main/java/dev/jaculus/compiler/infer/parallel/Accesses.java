package dev.jaculus.compiler.infer.parallel;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
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
     * @param jointly whether its indices together are another place in each iteration
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
            boolean jointly,
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

    /** A test, and whether it holds here or its opposite does. */
    private record Condition(Expr test, boolean holds) {}

    private static final int DEEPEST = 5;
    private static final int MOST_CALLS = 100;
    private static final Set<String> NARROWING = Set.of("min", "max", "abs", "round");

    private final String variable;
    private final Optional<Long> step;
    private final Set<String> assigned;
    private final Set<String> reduced;
    private final Map<String, Expr> definitions = new HashMap<>(); // of names that the body assigns once
    private final Set<String> unpacked = new HashSet<>(); // names that are parts of what a function gives: divmod
    private final Set<String> sweeping = new HashSet<>(); // variables of loops inside over the same places each time
    private final Deque<Condition> conditions = new ArrayDeque<>();
    private final List<Access> found = new ArrayList<>();
    /** Arguments of functions whose bodies are looked into: a part of an array is read there, or not. */
    private final Set<Expr> handedOver = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Deque<Callees.Callee> calls = new ArrayDeque<>(); // those around what is looked at
    private Callees callees;
    private Optional<Via> via = Optional.empty();
    private int entered;

    private Accesses(String variable, Optional<Long> step, Set<String> assigned, Set<String> reduced, Callees callees) {
        this.variable = variable;
        this.step = step;
        this.assigned = new HashSet<>(assigned);
        this.reduced = reduced;
        this.callees = callees;
    }

    static List<Access> of(
            Stmt.For loop,
            String variable,
            Optional<Long> step,
            Set<String> assigned,
            Set<String> reduced,
            Callees callees) {
        Accesses accesses = new Accesses(variable, step, assigned, reduced, callees);
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
            if (s instanceof Stmt.Assign a && a.value() instanceof Expr.Call) {
                a.targets().stream()
                        .filter(Expr.Tuple.class::isInstance)
                        .forEach(t -> Source.assigned(t, unpacked::add));
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

    /** The same without a function that could know better, such as {@code get_thread_id}. */
    private boolean isFixed(Expr e) {
        boolean[] calls = new boolean[1];
        Source.each(e, part -> calls[0] |= part instanceof Expr.Call c && !Source.isName(c.func(), "len"));
        return !calls[0] && isSame(e);
    }

    private void block(List<Stmt> block) {
        int depth = conditions.size();
        for (Stmt statement : block) {
            statement(statement);
            if (statement instanceof Stmt.If s && leaves(s.body())) {
                conditions.push(new Condition(s.test(), false));
            }
            if (statement instanceof Stmt.If s && leaves(s.orelse())) {
                conditions.push(new Condition(s.test(), true));
            }
        }
        while (conditions.size() > depth) {
            conditions.pop();
        }
    }

    /** Whether what follows a block is not done after it. */
    private static boolean leaves(List<Stmt> block) {
        return !block.isEmpty()
                && (block.getLast() instanceof Stmt.Continue
                        || block.getLast() instanceof Stmt.Break
                        || block.getLast() instanceof Stmt.Return
                        || block.getLast() instanceof Stmt.Raise);
    }

    private void statement(Stmt statement) {
        switch (statement) {
            case Stmt.AugAssign s -> {
                if (s.target() instanceof Expr.Subscript target) {
                    access(target, s.span(), true, true);
                    read(target.slice());
                } else if (s.target() instanceof Expr.Attribute target) {
                    access(target, s.span(), true, true);
                }
                read(s.value());
            }
            case Stmt.Assign s -> {
                read(s.value());
                s.targets().forEach(target -> write(target, s));
            }
            case Stmt.If s -> {
                read(s.test());
                under(new Condition(s.test(), true), s.body());
                under(new Condition(s.test(), false), s.orelse());
            }
            case Stmt.While s -> {
                read(s.test());
                under(new Condition(s.test(), true), s.body());
                block(s.orelse());
            }
            default -> {
                Source.expressions(statement).forEach(this::read);
                Source.blocks(statement).forEach(this::block);
            }
        }
    }

    private void under(Condition condition, List<Stmt> block) {
        conditions.push(condition);
        block(block);
        conditions.pop();
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
            case Expr.Attribute field -> access(field, field.span(), true, false);
            default -> {}
        }
    }

    private void read(Expr expression) {
        Source.each(expression, part -> {
            if (part instanceof Expr.Attribute field && field.ctx() == Expr.Context.LOAD) {
                access(field, field.span(), false, false);
            }
            if (part instanceof Expr.Subscript sub && sub.ctx() == Expr.Context.LOAD && !handedOver.contains(sub)) {
                access(sub, sub.span(), false, false);
            }
            if (part instanceof Expr.Call call) {
                for (Expr into : callees.written(call)) {
                    access(into, call.span(), true, false);
                }
            }
            if (part instanceof Expr.Call call && calls.size() < DEEPEST && entered < MOST_CALLS) {
                callees.of(call)
                        .filter(callee -> calls.stream().noneMatch(one -> one.function() == callee.function()))
                        .ifPresent(callee -> {
                            handedOver.addAll(call.args());
                            enter(callee, call);
                        });
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

    /** An element, or a field of one: of records each field is an array of its own, whichever way it is written. */
    private void access(Expr target, Span at, boolean write, boolean changes) {
        List<Index> place = new ArrayList<>();
        StringBuilder fields = new StringBuilder();
        Expr base = target;
        while (base instanceof Expr.Name n && isPlace(definitions.get(n.id()))) {
            base = definitions.get(n.id());
        }
        for (int depth = 0; depth < 8 && (base instanceof Expr.Subscript || base instanceof Expr.Attribute); depth++) {
            if (base instanceof Expr.Subscript s) {
                place = within(indices(s.slice()), place);
                base = s.value();
            } else if (base instanceof Expr.Attribute field) {
                fields.insert(0, "." + field.attr());
                base = field.value();
            }
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
        boolean ofObject = place.isEmpty() && !fields.isEmpty(); // not of an element: a list's or an object's matter
        if (base instanceof Expr.Name n && !assigned.contains(n.id()) && !reduced.contains(n.id()) && !ofObject) {
            boolean few = conditions.stream().anyMatch(one -> asksForOne(one.test(), one.holds()));
            found.add(new Access(
                    n.id() + fields, place, at, write, changes, !conditions.isEmpty(), few, unravels(target), via));
        }
    }

    /** Whether the indices are {@code k // n} and {@code k % n}: together another place for each k. */
    private boolean unravels(Expr target) {
        if (!(target instanceof Expr.Subscript(Expr _, Expr.Tuple place, var _, var _))) {
            return false;
        }
        List<Expr> all = place.elts().stream().map(this::defined).toList();
        return all.stream()
                .anyMatch(one -> one instanceof Expr.BinOp divided
                        && divided.op() == Expr.Operator.FLOORDIV
                        && all.stream()
                                .anyMatch(other -> other instanceof Expr.BinOp rest
                                        && rest.op() == Expr.Operator.MOD
                                        && Same.trees(divided.left(), rest.left())
                                        && Same.trees(divided.right(), rest.right())));
    }

    private Expr defined(Expr e) {
        return e instanceof Expr.Name n && definitions.containsKey(n.id()) ? definitions.get(n.id()) : e;
    }

    /** The indices of a part of a view, in the array: what is asked of the view belongs to the axes that it has left. */
    private static List<Index> within(List<Index> view, List<Index> asked) {
        List<Index> all = new ArrayList<>();
        Iterator<Index> next = asked.iterator();
        for (Index one : view) {
            if (one.kind() != Index.Kind.STRETCH || !next.hasNext()) {
                all.add(one);
            } else {
                Index inner = next.next();
                all.add(one.isWhole() ? inner : Index.of(Index.Kind.PRODUCT));
            }
        }
        next.forEachRemaining(all::add);
        return all;
    }

    private static boolean isPlace(Expr e) {
        return e instanceof Expr.Name || e instanceof Expr.Subscript;
    }

    /** Whether few iterations have the test so: the loop's variable equals what is the same in all of them. */
    private boolean asksForOne(Expr test, boolean holds) {
        return switch (test) {
            case Expr.UnaryOp u when u.op() == Expr.UnaryOperator.NOT -> asksForOne(u.operand(), !holds);
            case Expr.BoolOp b
            when (b.op() == Expr.BoolOperator.AND) == holds ->
                b.values().stream().anyMatch(one -> asksForOne(one, holds));
            case Expr.Compare c
            when c.ops().size() == 1 -> {
                Expr.CompareOperator wanted = holds ? Expr.CompareOperator.EQ : Expr.CompareOperator.NOTEQ;
                Expr left = c.left();
                Expr right = c.comparators().getFirst();
                yield c.ops().getFirst() == wanted && (one(left, right) || one(right, left));
            }
            default -> false;
        };
    }

    /** Whether the first is another in each iteration, and the second the same in all. */
    private boolean one(Expr varying, Expr same) {
        return isSame(same) && index(varying).distinct();
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
            return same ? Index.stretch(text(s)) : Index.of(Index.Kind.PRODUCT);
        }
        if (e instanceof Expr.Constant c && c.value() instanceof Expr.Literal.Ellipsis) {
            return Index.stretch("...");
        }
        Optional<Index.Sum> sum = sum(e, 0);
        if (sum.isEmpty() && isFixed(e)) {
            return Index.stretch(plain(e));
        }
        if (sum.isEmpty()) {
            return isData(e, 0)
                    ? Index.of(Index.Kind.DATA)
                    : narrows(e, 0)
                            ? Index.narrowed(plain(defined(e)))
                            : Index.of(multiplies(e, 0) ? Index.Kind.PRODUCT : Index.Kind.UNKNOWN);
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

    /** Whether the loop's variable is made to fewer numbers than it has: {@code i // 2}, {@code i % n}, {@code min(i, 9)}. */
    private boolean narrows(Expr e, int depth) {
        return switch (e) {
            case Expr.BinOp b -> {
                boolean fewer = switch (b.op()) {
                    case FLOORDIV, DIV -> !spreads(b.right());
                    case MOD, RSHIFT, BITAND -> true;
                    default -> false;
                };
                yield (fewer && varies(b.left(), depth)) || narrows(b.left(), depth) || narrows(b.right(), depth);
            }
            case Expr.UnaryOp u -> narrows(u.operand(), depth);
            case Expr.Call c
            when c.func() instanceof Expr.Name n && NARROWING.contains(n.id()) ->
                c.args().stream().anyMatch(one -> varies(one, depth));
            case Expr.Call c
            when Source.isName(c.func(), "int") && c.args().size() == 1 ->
                narrows(c.args().getFirst(), depth);
            case Expr.Name n
            when definitions.containsKey(n.id()) && depth < 8 -> narrows(definitions.get(n.id()), depth + 1);
            default -> false;
        };
    }

    /** Whether names are multiplied, or a function decides: {@code i * width + x}, where x is less than width. */
    private boolean multiplies(Expr e, int depth) {
        boolean[] found = new boolean[1];
        Source.each(e, part -> {
            found[0] |= part instanceof Expr.Call
                    || (part instanceof Expr.BinOp b && (b.op() == Expr.Operator.MULT || b.op() == Expr.Operator.POW));
            if (part instanceof Expr.Name n && depth < 8) {
                found[0] |= unpacked.contains(n.id())
                        || (definitions.containsKey(n.id()) && multiplies(definitions.get(n.id()), depth + 1));
            }
        });
        return found[0];
    }

    /** Whether the loop's own steps are at least as long as what they are divided by. */
    private boolean spreads(Expr divisor) {
        Optional<Long> n = Index.number(divisor);
        return n.isPresent() && step.isPresent() && n.get() > 0 && Math.abs(step.get()) >= n.get();
    }

    private boolean varies(Expr e, int depth) {
        boolean[] found = new boolean[1];
        Source.each(
                e,
                part -> found[0] |= part instanceof Expr.Name n
                        && (n.id().equals(variable)
                                || (definitions.containsKey(n.id())
                                        && depth < 8
                                        && varies(definitions.get(n.id()), depth + 1))));
        return found[0];
    }
}
