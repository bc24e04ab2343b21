package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Effects;
import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Label;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides comparisons by the ranges of their operands, above all whether an index is negative, so that its wrap-around goes.
 *
 * <pre>
 * while pos > 0 and a[pos - 1] > x: a[pos] = a[pos - 1]; pos -= 1
 * %8: bool = lt %pos, 0     becomes     %8: bool = const 0
 * </pre>
 *
 * Checks of indices that are in range go as well: not negative by their interval, and below the length as {@link Bounds} proves.
 *
 * <p>Intervals are carried through loops to a fixed point, which LLVM does not do for a variable that a loop changes under a
 * condition. Conditions narrow what they compare in the branch they lead to (Cousot and Cousot, POPL 1977). Relies on nothing;
 * leaves the same operations.
 */
final class ProveRanges {
    private static final int ROUNDS = 4;

    private final Map<Value, Op> definitions = new HashMap<>();
    private final Map<Value, Boolean> decided = new HashMap<>();
    private final Map<Value, Interval> settled = new HashMap<>(); // loop parameters, from the last visit of their loop
    private final Map<Label, List<List<Interval>>> arrivals = new HashMap<>();
    private final Map<Value, Value> decreased = new HashMap<>(); // what is another value less something
    private final Set<Op> notNegative = Collections.newSetFromMap(new IdentityHashMap<>()); // checks of such indices
    private Bounds bounds;
    private Map<Value, Interval> known = new HashMap<>();

    private ProveRanges() {}

    static Function run(Function function, Effects effects) {
        var prove = new ProveRanges();
        prove.visit(function.body());
        prove.bounds = new Bounds(function, effects, prove.decreased, prove.decided);
        return function.withBody(prove.rewrite(function.body()));
    }

    private Region rewrite(Region region) {
        var body = new ArrayList<Instruction>();
        for (Instruction i : region.body()) {
            if (i.op() instanceof Op.CheckIndex c && notNegative.contains(c) && bounds.isBelow(c.index(), c.length())) {
                continue;
            }
            if (i.op() instanceof Op.Compare c && decided.containsKey(c.out())) {
                body.add(i.with(new Op.Const(c.out(), decided.get(c.out()) ? 1L : 0L)));
            } else {
                body.add(i.with(Ops.map(i.op(), v -> v, this::rewrite)));
            }
        }
        return new Region(region.params(), body);
    }

    private Interval range(Value v) {
        return known.getOrDefault(v, Interval.of(v.type()));
    }

    private List<Interval> ranges(List<Value> values) {
        return values.stream().map(this::range).toList();
    }

    private void set(Value v, Interval range) {
        if (v.type() instanceof Type.Int) known.put(v, range.within(Interval.of(v.type())));
    }

    /** Visits a region with what is known here; gives what it yields, or null where control does not come to its end. */
    private List<Interval> region(Region region) {
        var outer = known;
        known = new HashMap<>(outer);
        List<Interval> yielded = visit(region);
        known = outer;
        return yielded;
    }

    private List<Interval> visit(Region region) {
        for (Instruction i : region.body()) {
            for (Value v : Ops.results(i.op())) definitions.put(v, i.op());
            operation(i.op());
        }
        return region.terminator() instanceof Op.Yield(List<Value> values) ? ranges(values) : null;
    }

    private void operation(Op op) {
        switch (op) {
            case Op.Const(Value out, Object literal) -> {
                if (literal instanceof Long n && isSigned(out.type())) known.put(out, new Interval(n, n));
            }
            case Op.Binary b -> {
                decrease(b);
                if (isSigned(b.out().type()))
                    set(b.out(), Interval.binary(b.kind(), range(b.left()), range(b.right())));
            }
            case Op.Compare c -> decide(c);
            case Op.Select s -> set(s.out(), selected(s));
            case Op.Cast c -> {
                if (isSigned(c.from().type()) && c.out().type() instanceof Type.Int to && isSigned(to)) {
                    set(c.out(), range(c.from()));
                }
            }
            case Op.Length l -> set(l.out(), Interval.LENGTH);
            case Op.ListLength l -> set(l.out(), Interval.LENGTH);
            case Op.If i -> choose(i);
            case Op.For f -> loop(f);
            case Op.Block b -> {
                arrivals.put(b.end(), new ArrayList<>());
                List<Interval> yielded = region(b.body());
                if (yielded != null) arrivals.get(b.end()).add(yielded);
                join(b.outs(), arrivals.remove(b.end()));
            }
            case Op.Loop l -> loop(l);
            case Op.Parallel p -> {
                Interval count = range(p.count());
                for (Value v : p.body().params()) known.put(v, new Interval(0, Math.max(0, count.hi())));
                region(p.body());
            }
            case Op.Jump(Label to, List<Value> values) -> arrivals.get(to).add(ranges(values));
            case Op.Guard g -> {
                if (g.otherwise() instanceof Op.Jump j) operation(j);
                assume(g.ok(), true);
            }
            case Op.CheckIndex c -> {
                if (c.otherwise() instanceof Op.Jump j) operation(j);
                if (range(c.index()).lo() >= 0) notNegative.add(c);
                else notNegative.remove(c);
                narrow(c.index(), Order.GE, new Interval(0, 0));
                narrow(c.index(), Order.LT, range(c.length()));
            }
            default -> {} // results of any value of their type
        }
    }

    private void decrease(Op.Binary b) {
        Interval left = range(b.left());
        Interval right = range(b.right());
        boolean down = b.out().type().equals(Type.INT64)
                && switch (b.kind()) {
                    case SUB -> right.lo() >= 0 && left.lo() >= Long.MIN_VALUE + right.hi();
                    case ADD -> right.hi() <= 0 && left.lo() >= Long.MIN_VALUE - right.lo();
                    default -> false;
                };
        if (down) decreased.put(b.out(), b.left());
        else decreased.remove(b.out());
    }

    /** Intervals are of int64: all integers but uint64 fit. */
    private static boolean isSigned(Type type) {
        return type instanceof Type.Int(int bits, boolean signed) && (signed || bits < 64);
    }

    private void decide(Op.Compare c) {
        if (!isSigned(c.left().type())) return;
        Optional<Boolean> result = Interval.compare(c.kind(), range(c.left()), range(c.right()));
        if (result.isPresent()) decided.put(c.out(), result.get());
        else decided.remove(c.out());
    }

    /** Each side counts only where the condition leads to it. */
    private Interval selected(Op.Select s) {
        Interval then = under(s.condition(), true, s.then());
        Interval orElse = under(s.condition(), false, s.orElse());
        if (then.isEmpty()) return orElse;
        return orElse.isEmpty() ? then : then.join(orElse);
    }

    private Interval under(Value condition, boolean holds, Value v) {
        if (Boolean.valueOf(!holds).equals(decided.get(condition))) return new Interval(1, 0);
        var before = known;
        known = new HashMap<>(before);
        assume(condition, holds);
        Interval range = range(v);
        known = before;
        return range;
    }

    private void choose(Op.If i) {
        var before = known;
        known = new HashMap<>(before);
        assume(i.condition(), true);
        List<Interval> then = region(i.then());
        known = new HashMap<>(before);
        assume(i.condition(), false);
        List<Interval> orElse = region(i.orElse());
        known = before;
        var arrived = new ArrayList<List<Interval>>();
        if (then != null) arrived.add(then);
        if (orElse != null) arrived.add(orElse);
        join(i.outs(), arrived);
        // Where one branch leaves, the other's condition holds from here on.
        if (then == null) assume(i.condition(), false);
        if (orElse == null) assume(i.condition(), true);
    }

    private void join(List<Value> outs, List<List<Interval>> arrived) {
        for (int k = 0; k < outs.size(); k++) {
            int at = k;
            arrived.stream().map(a -> a.get(at)).reduce(Interval::join).ifPresent(all -> set(outs.get(at), all));
        }
    }

    private void loop(Op.For f) {
        Value index = f.body().params().getFirst();
        List<Value> carried = f.body().params().subList(1, f.body().params().size());
        Interval lo = range(f.lo());
        Interval hi = range(f.hi());
        Interval places = f.step() > 0
                ? new Interval(lo.lo(), Math.max(lo.lo(), hi.hi() == Long.MIN_VALUE ? hi.hi() : hi.hi() - 1))
                : new Interval(Math.min(hi.lo() == Long.MAX_VALUE ? hi.lo() : hi.lo() + 1, lo.hi()), lo.hi());
        settle(carried, ranges(f.carried()), () -> {
            known.put(index, places);
            List<Interval> yielded = region(f.body());
            return yielded == null ? List.of() : List.of(yielded);
        });
        for (int k = 0; k < carried.size(); k++) set(f.outs().get(k), range(carried.get(k)));
    }

    private void loop(Op.Loop l) {
        settle(l.body().params(), ranges(l.carried()), () -> {
            arrivals.put(l.start(), new ArrayList<>());
            region(l.body());
            return arrivals.remove(l.start());
        });
    }

    private interface Iteration {
        /** What comes back to the loop's start. */
        List<List<Interval>> visit();
    }

    /** Visits a loop's body until its parameters' ranges hold whatever comes back. */
    private void settle(List<Value> params, List<Interval> first, Iteration iteration) {
        for (int k = 0; k < params.size(); k++) {
            Interval before = settled.get(params.get(k));
            set(params.get(k), before == null ? first.get(k) : before.join(first.get(k)));
        }
        for (int round = 0; ; round++) {
            boolean grown = false;
            for (List<Interval> back : iteration.visit()) {
                for (int k = 0; k < params.size(); k++) {
                    Interval now = range(params.get(k));
                    Interval wider = now.widen(now.join(back.get(k)));
                    if (wider.equals(now)) continue;
                    grown = true;
                    set(params.get(k), round < ROUNDS ? wider : Interval.ANY);
                }
            }
            if (!grown) break;
        }
        for (Value p : params) settled.put(p, range(p));
    }

    // Conditions.

    /** From here on, what the condition's outcome tells. */
    private void assume(Value condition, boolean holds) {
        switch (definitions.get(condition)) {
            case Op.Compare c
            when isSigned(c.left().type()) -> {
                Order order = holds ? c.kind() : opposite(c.kind());
                Interval right = range(c.right());
                Interval left = range(c.left());
                narrow(c.left(), order, right);
                narrow(c.right(), mirrored(order), left);
            }
            case Op.Binary(Value _, var kind, Value l, Value r) -> {
                boolean both = holds
                        ? kind == dev.jaculus.compiler.types.Arithmetic.AND
                        : kind == dev.jaculus.compiler.types.Arithmetic.OR;
                if (both) {
                    assume(l, holds);
                    assume(r, holds);
                }
            }
            case Op.If i -> throughBranches(i, i.outs().indexOf(condition), holds);
            case null, default -> {}
        }
    }

    /** `a and b` is a branch that yields b, or else a's own false: when it holds, so do both. */
    private void throughBranches(Op.If i, int out, boolean holds) {
        if (!(i.then().terminator() instanceof Op.Yield then) || !(i.orElse().terminator() instanceof Op.Yield orElse))
            return;
        Value fromThen = then.values().get(out);
        Value fromElse = orElse.values().get(out);
        if (is(fromElse, i.condition(), !holds, false)) {
            assume(i.condition(), true);
            assume(fromThen, holds);
        } else if (is(fromThen, i.condition(), !holds, true)) {
            assume(i.condition(), false);
            assume(fromElse, holds);
        }
    }

    /** Whether v, in the branch where the condition is `there`, certainly is `wanted`. */
    private boolean is(Value v, Value condition, boolean wanted, boolean there) {
        if (v.equals(condition)) return there == wanted;
        return definitions.get(v) instanceof Op.Const(Value _, Object literal) && literal.equals(wanted ? 1L : 0L);
    }

    private void narrow(Value v, Order order, Interval other) {
        if (!isSigned(v.type())) return;
        Interval narrower = range(v).where(order, other);
        if (!narrower.isEmpty()) known.put(v, narrower);
    }

    private static Order opposite(Order order) {
        return switch (order) {
            case EQ -> Order.NE;
            case NE -> Order.EQ;
            case LT -> Order.GE;
            case GE -> Order.LT;
            case GT -> Order.LE;
            case LE -> Order.GT;
        };
    }

    private static Order mirrored(Order order) {
        return switch (order) {
            case LT -> Order.GT;
            case GT -> Order.LT;
            case LE -> Order.GE;
            case GE -> Order.LE;
            case EQ, NE -> order;
        };
    }
}
