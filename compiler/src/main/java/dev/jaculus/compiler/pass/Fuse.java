package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Effect;
import dev.jaculus.compiler.ir.Effects;
import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Puts an elementwise operation into the only one that reads it, across statements.
 *
 * <pre>
 * %3 = elementwise(%1) { x -> x * 2 }            %4 = elementwise(%1, %2) { x, y -> x * 2 + y }
 * %4 = elementwise(%3, %2) { t, y -> t + y }
 * </pre>
 *
 * Operands of other operations keep their arrays, but the operation moves down to just before its reader, so that
 * lower-arrays finds it next to an Assign. Nothing moves over an operation that could tell the difference: that writes what is read, or
 * shows something before an exception. Relies on nothing; leaves no elementwise operation that nobody reads, but for those that may raise.
 */
final class Fuse {
    /** What an elementwise operation may do and still be done later. */
    private static final Set<Effect> MAY_WAIT = EnumSet.of(Effect.READS, Effect.ALLOCATES, Effect.RAISES, Effect.JUMPS);

    private final Effects effects;
    private final Lengths lengths = new Lengths();
    private final Map<Value, Integer> uses = new HashMap<>();

    /** An operation that is read once or never, and not written out yet. */
    private record Waiting(Instruction instruction, Op.Elementwise op, Set<Effect> effects) {}

    private Fuse(Effects effects) {
        this.effects = effects;
    }

    static Function run(Function function, Effects effects) {
        var fuse = new Fuse(effects);
        fuse.count(function.body());
        return function.withBody(fuse.region(function.body()));
    }

    private void count(Region region) {
        for (Instruction i : region.body()) {
            lengths.define(i.op());
            Ops.operands(i.op()).forEach(v -> uses.merge(v, 1, Integer::sum));
            Ops.regions(i.op()).forEach(this::count);
        }
    }

    private Region region(Region region) {
        var out = new ArrayList<Instruction>();
        var waiting = new LinkedHashMap<Value, Waiting>();
        for (Instruction i : region.body()) {
            if (i.op() instanceof Op.Elementwise e) elementwise(i, e, waiting, out);
            else other(i, waiting, out);
        }
        return new Region(region.params(), out);
    }

    private void elementwise(Instruction i, Op.Elementwise e, Map<Value, Waiting> waiting, List<Instruction> out) {
        Op.Elementwise fused = absorb(e, waiting, out);
        Set<Effect> does = effects.of(fused);
        flush(waiting, out, w -> !Effects.commute(w.effects(), does));
        if (uses.getOrDefault(e.out(), 0) <= 1 && MAY_WAIT.containsAll(does)) {
            waiting.put(e.out(), new Waiting(i.with(fused), fused, does));
        } else {
            out.add(i.with(fused));
        }
    }

    private void other(Instruction i, Map<Value, Waiting> waiting, List<Instruction> out) {
        Op op = i.op();
        List<Value> operands = Ops.operands(op);
        boolean ends = op instanceof Op.Terminator;
        boolean nests = !Ops.regions(op).isEmpty(); // and may read in there
        Set<Effect> does = nests ? Set.of() : effects.of(op);
        // Its own operands come last, so that an Assign's value is next to it.
        flush(
                waiting,
                out,
                w -> !operands.contains(w.op().out())
                        && (nests || !Effects.commute(w.effects(), does) || (ends && !Effects.isUnseen(w.effects()))));
        for (Value v : operands) write(v, waiting, out);
        out.add(i.with(Ops.map(op, v -> v, this::region)));
    }

    private void flush(Map<Value, Waiting> waiting, List<Instruction> out, Predicate<Waiting> which) {
        for (Waiting w : List.copyOf(waiting.values())) if (which.test(w)) write(w.op().out(), waiting, out);
    }

    private void write(Value v, Map<Value, Waiting> waiting, List<Instruction> out) {
        Waiting w = waiting.remove(v);
        if (w != null && (uses.getOrDefault(v, 0) > 0 || !Effects.isUnseen(w.effects()))) out.add(w.instruction());
    }

    private Op.Elementwise absorb(Op.Elementwise e, Map<Value, Waiting> waiting, List<Instruction> out) {
        boolean leaves =
                Effects.leaves(effects.of(e.body())); // at one place, so that the first exception stays the first
        var inputs = new ArrayList<Value>();
        var params = new ArrayList<Value>();
        var body = new ArrayList<Instruction>();
        var renamed = new HashMap<Value, Value>();
        for (int i = 0; i < e.inputs().size(); i++) {
            Value input = e.inputs().get(i);
            Value param = e.body().params().get(i);
            Waiting w = waiting.get(input);
            boolean raises = w != null && Effects.leaves(w.effects());
            if (w != null && sameRank(input, e.out()) && !(raises && (leaves || !sameLengths(e, w.op())))) {
                waiting.remove(input);
                leaves |= raises;
                Op.Elementwise from = w.op();
                List<Instruction> inner = from.body().body();
                inputs.addAll(from.inputs());
                params.addAll(from.body().params());
                body.addAll(inner.subList(0, inner.size() - 1));
                renamed.put(
                        param, ((Op.Yield) from.body().terminator()).values().getFirst());
            } else {
                write(input, waiting, out);
                inputs.add(input);
                params.add(param);
            }
        }
        for (Instruction i : e.body().body()) body.add(i.with(substitute(i.op(), renamed)));
        return new Op.Elementwise(e.out(), e.shape(), inputs, new Region(params, body));
    }

    private static Op substitute(Op op, Map<Value, Value> renamed) {
        return Ops.map(
                op,
                v -> renamed.getOrDefault(v, v),
                r -> new Region(
                        r.params(),
                        r.body().stream()
                                .map(i -> i.with(substitute(i.op(), renamed)))
                                .toList()));
    }

    /** Whether each element of `inner` certainly belongs to one of the other's: none is left out where that one is empty. */
    private boolean sameLengths(Op.Elementwise e, Op.Elementwise inner) {
        for (int axis = 0; axis < e.shape().size(); axis++) {
            if (!lengths.same(e.shape().get(axis), inner.out(), axis)) return false;
        }
        return true;
    }

    /** An input with fewer axes would be computed again for each row. */
    private static boolean sameRank(Value a, Value b) {
        return ((Type.Array) a.type()).rank() == ((Type.Array) b.type()).rank();
    }
}
