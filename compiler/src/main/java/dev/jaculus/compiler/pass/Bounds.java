package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Effect;
import dev.jaculus.compiler.ir.Effects;
import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Label;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a value is less than a length wherever it is: it counts up to it, or comes down from such a value. A loop's variable is, if what it begins
 * with is and what comes back is under the assumption that it was (induction). A length is the same wherever it is asked for as long as nothing
 * in the function changes one.
 */
final class Bounds {
    private final Map<Value, Op> definitions = new HashMap<>();
    private final Map<Value, List<Value>> incoming = new HashMap<>(); // what a parameter or a join may be
    private final Map<Value, Op.For> counters = new HashMap<>();
    private final Map<Label, List<Value>> receivers = new HashMap<>();
    private final Map<Value, Value> decreased;
    private final Map<Value, Boolean> decided;
    private final Effects effects;
    private boolean lengthsChange;

    /**
     * @param decreased values that are another one less something, without wrapping around
     * @param decided comparisons that come out the same each time
     */
    Bounds(Function function, Effects effects, Map<Value, Value> decreased, Map<Value, Boolean> decided) {
        this.effects = effects;
        this.decreased = decreased;
        this.decided = decided;
        collect(function.body(), List.of());
    }

    /** `yields` are the values that get what the region yields. */
    private void collect(Region region, List<Value> yields) {
        for (Instruction i : region.body()) {
            Ops.results(i.op()).forEach(v -> definitions.put(v, i.op()));
            collect(i.op(), yields);
        }
    }

    private void collect(Op op, List<Value> yields) {
        switch (op) {
            case Op.If i -> {
                collect(i.then(), i.outs());
                collect(i.orElse(), i.outs());
            }
            case Op.For f -> {
                List<Value> params =
                        f.body().params().subList(1, f.body().params().size());
                counters.put(f.body().params().getFirst(), f);
                come(params, f.carried());
                come(f.outs(), f.carried());
                var both = new ArrayList<>(params);
                both.addAll(f.outs());
                collect(f.body(), both);
            }
            case Op.Block b -> {
                receivers.put(b.end(), b.outs());
                collect(b.body(), b.outs());
            }
            case Op.Loop l -> {
                receivers.put(l.start(), l.body().params());
                come(l.body().params(), l.carried());
                collect(l.body(), List.of());
            }
            case Op.Guard g -> collect(g.otherwise(), List.of());
            case Op.CheckIndex c -> collect(c.otherwise(), List.of());
            case Op.Jump(Label to, List<Value> values) -> come(receivers.get(to), values);
            case Op.Yield(List<Value> values) -> {
                for (int from = 0; from < yields.size(); from += values.size()) {
                    come(yields.subList(from, from + values.size()), values);
                }
            }
            default -> lengthsChange |= mayResize(op);
        }
    }

    /** Whether it may change the length of a list of this function. */
    private boolean mayResize(Op op) {
        Set<Effect> does = effects.of(op);
        boolean reaches = does.contains(Effect.SWITCHES)
                || Ops.operands(op).stream().anyMatch(v -> v.type() instanceof Type.ListOf)
                || !Ops.regions(op).isEmpty();
        return does.contains(Effect.RESIZES) && reaches;
    }

    private void come(List<Value> to, List<Value> from) {
        for (int k = 0; k < to.size(); k++) {
            incoming.computeIfAbsent(to.get(k), _ -> new ArrayList<>()).add(from.get(k));
        }
    }

    /** What a value is the length of: a list, or an axis of an array. */
    private record Length(Value of, int axis) {}

    private Length length(Value v) {
        return switch (definitions.get(v)) {
            case Op.ListLength l when !lengthsChange -> new Length(l.list(), 0);
            case Op.Length l -> new Length(l.array(), l.axis());
            case null, default -> new Length(v, -1);
        };
    }

    /** Whether the value is always less than this length. It may be negative. */
    boolean isBelow(Value v, Value length) {
        return isBelow(v, length(length), new HashSet<>());
    }

    /** What was shown under an assumption that turns out wrong is forgotten with it. */
    private boolean isBelow(Value v, Length length, Set<Value> assumed) {
        var before = new HashSet<>(assumed);
        if (!assumed.add(v)) {
            return true;
        }
        boolean below = follows(v, length, assumed);
        if (!below) {
            assumed.retainAll(before);
        }
        return below;
    }

    private boolean follows(Value v, Length length, Set<Value> assumed) {
        Op.For counter = counters.get(v);
        if (counter != null) {
            return counter.step() > 0
                    ? isAtMost(counter.hi(), length, assumed)
                    : isBelow(counter.lo(), length, assumed);
        }
        Value base = decreased.get(v);
        if (base != null && isBelow(base, length, assumed)) {
            return true;
        }
        if (definitions.get(v) instanceof Op.Select s) {
            Boolean always = decided.get(s.condition());
            boolean then = Boolean.FALSE.equals(always) || isBelow(s.then(), length, assumed);
            return then && (Boolean.TRUE.equals(always) || isBelow(s.orElse(), length, assumed));
        }
        List<Value> all = incoming.get(v);
        return all != null && all.stream().allMatch(one -> isBelow(one, length, assumed));
    }

    /** At most the length: what a loop may count to. */
    private boolean isAtMost(Value v, Length length, Set<Value> assumed) {
        if (length(v).equals(length)) {
            return true;
        }
        Value base = decreased.get(v);
        if (base != null && isAtMost(base, length, assumed)) {
            return true;
        }
        boolean least = definitions.get(v) instanceof Op.Binary b
                && b.kind() == Arithmetic.MIN
                && (isAtMost(b.left(), length, assumed) || isAtMost(b.right(), length, assumed));
        return least || isBelow(v, length, assumed);
    }
}
