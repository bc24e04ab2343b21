package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts an elementwise operation into the only one that reads it, across statements.
 *
 * <pre>
 * %3 = elementwise(%1) { x -> x * 2 }            %4 = elementwise(%1, %2) { x, y -> x * 2 + y }
 * %4 = elementwise(%3, %2) { t, y -> t + y }
 * </pre>
 *
 * Operands of other operations keep their arrays, but the operation moves down to just before its reader, so that
 * lower-arrays finds it next to an Assign. Nothing moves over an operation that writes memory. Relies on nothing; leaves no
 * elementwise operation that nobody reads.
 */
final class Fuse {
    private final Map<Value, Integer> uses = new HashMap<>();

    private Fuse() {}

    static Function run(Function function) {
        var fuse = new Fuse();
        fuse.count(function.body());
        return function.withBody(fuse.region(function.body()));
    }

    private void count(Region region) {
        for (Instruction i : region.body()) {
            Ops.operands(i.op()).forEach(v -> uses.merge(v, 1, Integer::sum));
            Ops.regions(i.op()).forEach(this::count);
        }
    }

    private Region region(Region region) {
        var out = new ArrayList<Instruction>();
        var waiting = new LinkedHashMap<Value, Instruction>(); // read once or never, not written out yet
        for (Instruction i : region.body()) {
            if (i.op() instanceof Op.Elementwise e) {
                Op.Elementwise fused = absorb(e, waiting, out);
                if (uses.getOrDefault(e.out(), 0) <= 1) {
                    waiting.put(e.out(), i.with(fused));
                } else {
                    out.add(i.with(fused));
                }
                continue;
            }
            if (isBarrier(i.op())) flushAllBut(readHere(i.op()), waiting, out);
            for (Value v : Ops.operands(i.op())) write(v, waiting, out);
            out.add(i.with(Ops.map(i.op(), v -> v, this::region)));
        }
        return new Region(region.params(), out);
    }

    /** The values whose waiting operations are written just before their reader anyway, so need not be flushed early. */
    private static List<Value> readHere(Op op) {
        return op instanceof Op.Assign a ? List.of(a.value()) : List.of();
    }

    private static boolean isBarrier(Op op) {
        return op instanceof Op.Store
                || op instanceof Op.Assign
                || op instanceof Op.Call
                || op instanceof Op.Advance
                || op instanceof Op.Suspend
                || !Ops.regions(op).isEmpty();
    }

    private void flushAllBut(List<Value> kept, Map<Value, Instruction> waiting, List<Instruction> out) {
        for (Value v : List.copyOf(waiting.keySet())) if (!kept.contains(v)) write(v, waiting, out);
    }

    private void write(Value v, Map<Value, Instruction> waiting, List<Instruction> out) {
        Instruction i = waiting.remove(v);
        if (i != null && uses.getOrDefault(v, 0) > 0) out.add(i);
    }

    private Op.Elementwise absorb(Op.Elementwise e, Map<Value, Instruction> waiting, List<Instruction> out) {
        var inputs = new ArrayList<Value>();
        var params = new ArrayList<Value>();
        var body = new ArrayList<Instruction>();
        var renamed = new HashMap<Value, Value>();
        for (int i = 0; i < e.inputs().size(); i++) {
            Value input = e.inputs().get(i);
            Value param = e.body().params().get(i);
            if (waiting.containsKey(input) && sameRank(input, e.out())) {
                var from = (Op.Elementwise) waiting.remove(input).op();
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

    /** An input with fewer axes would be computed again for each row. */
    private static boolean sameRank(Value a, Value b) {
        return ((Type.Array) a.type()).rank() == ((Type.Array) b.type()).rank();
    }
}
