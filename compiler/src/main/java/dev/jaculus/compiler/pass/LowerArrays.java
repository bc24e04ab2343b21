package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Effect;
import dev.jaculus.compiler.ir.Effects;
import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Location;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns operations on whole arrays into loops over elements.
 *
 * <pre>
 * %3 = elementwise [%n] (%1, %2) { x, y -> ... }      %3 = alloc [%n]; for i in 0..%n { store %3[i], ... load %1[i], load %2[i] ... }
 * assign %0, %3                                       the same loop straight into %0, where no input can overlap it
 * </pre>
 *
 * Where an input may be broadcast (an axis of length 1) or may overlap the target, a test at run time chooses between two
 * loops, so that the usual case stays one that LLVM vectorises. Relies on fuse; leaves no Elementwise and no Assign.
 */
final class LowerArrays {
    /** What the elements of an assigned expression may do and be stored one by one: nobody sees the target before all are. */
    private static final Set<Effect> HARMLESS = EnumSet.of(Effect.READS, Effect.ALLOCATES);

    private final Effects effects;
    private final Cloner cloner;
    private final Aliases aliases;
    private final Lengths lengths = new Lengths();
    private final Map<Value, Integer> uses = new HashMap<>();
    private final Set<Value> zeros = new HashSet<>(); // constants of which every bit is 0
    private boolean parallel; // whether loops that are made here may run on several threads

    private LowerArrays(Function function, Effects effects) {
        this.effects = effects;
        cloner = new Cloner(function);
        aliases = new Aliases(function);
        parallel = function.parallel();
        define(function.body());
    }

    static Function run(Function function, Effects effects) {
        var lower = new LowerArrays(function, effects);
        return function.withBody(lower.region(function.body()));
    }

    /** Whether all bits are 0. */
    private static boolean isZero(Object literal) {
        return literal instanceof Long n ? n == 0 : literal instanceof Double x && Double.doubleToRawLongBits(x) == 0;
    }

    private void define(Region region) {
        for (Instruction i : region.body()) {
            lengths.define(i.op());
            if (i.op() instanceof Op.Const c && isZero(c.literal())) zeros.add(c.out());
            if (i.op() instanceof Op.Complex c && zeros.containsAll(List.of(c.real(), c.imaginary())))
                zeros.add(c.out());
            Ops.operands(i.op()).forEach(v -> uses.merge(v, 1, Integer::sum));
            Ops.regions(i.op()).forEach(this::define);
        }
    }

    private Region region(Region region) {
        var out = new ArrayList<Instruction>();
        for (int k = 0; k < region.body().size(); k++) {
            Instruction i = region.body().get(k);
            var here = new Writer(out, i.at());
            switch (i.op()) {
                case Op.Elementwise e -> {
                    boolean assigned = k + 1 < region.body().size()
                            && region.body().get(k + 1).op() instanceof Op.Assign a
                            && a.value().equals(e.out())
                            && uses.get(e.out()) == 1
                            && HARMLESS.containsAll(effects.of(e.body()));
                    if (assigned) assign((Op.Assign) region.body().get(++k).op(), e, here);
                    else materialise(e, here);
                }
                case Op.Assign a -> assign(a, identity(a.value(), here), here);
                case Op.Parallel p -> {
                    boolean before = parallel;
                    parallel = false; // a region inside a region runs in its thread
                    out.add(i.with(Ops.map(p, v -> v, this::region)));
                    parallel = before;
                }
                default -> out.add(i.with(Ops.map(i.op(), v -> v, this::region)));
            }
        }
        return new Region(region.params(), out);
    }

    private void materialise(Op.Elementwise e, Writer here) {
        boolean zero = e.inputs().isEmpty()
                && e.body().body().getFirst().op() instanceof Op.Yield y
                && zeros.contains(y.values().getFirst());
        if (zero && !lengths.isSmall(e.shape())) {
            here.add(new Op.Alloc(e.out(), e.shape(), true));
            return;
        }
        here.add(new Op.Alloc(e.out(), e.shape()));
        fill(e.out(), e.shape(), e, here);
    }

    /** The elements of an array as they are. */
    private Op.Elementwise identity(Value array, Writer here) {
        Type.Array type = (Type.Array) array.type();
        Value element = cloner.fresh(type.element());
        var body = new Region(List.of(element), List.of(new Instruction(new Op.Yield(List.of(element)), here.at)));
        Type.Array fresh = new Type.Array(type.element(), type.rank(), Type.Layout.C);
        return new Op.Elementwise(cloner.fresh(fresh), here.lengths(array), List.of(array), body);
    }

    /** target[...] = e, through an array of its own where an input may overlap the target and is not simply the target itself. */
    private void assign(Op.Assign a, Op.Elementwise e, Writer here) {
        List<Value> doubtful = e.inputs().stream()
                .filter(in -> aliases.mayAlias(a.target(), in) && !aliases.sameElements(a.target(), in))
                .toList();
        List<Value> shape = here.lengths(a.target());
        if (doubtful.isEmpty()) {
            fill(a.target(), shape, e, here);
            return;
        }
        Value overlap = doubtful.stream()
                .map(in -> here.result(Type.BOOL, out -> new Op.MayOverlap(out, a.target(), in)))
                .reduce((l, r) -> here.binary(Arithmetic.OR, l, r))
                .orElseThrow();
        here.choose(
                overlap,
                then -> {
                    Type.Array target = (Type.Array) a.target().type();
                    Value copy = cloner.fresh(new Type.Array(target.element(), target.rank(), Type.Layout.C));
                    then.add(new Op.Alloc(copy, shape));
                    fill(copy, shape, e, then);
                    fill(a.target(), shape, identity(copy, then), then);
                },
                orElse -> fill(a.target(), shape, e, orElse));
    }

    /** Writes the loops: target[i…] = body(inputs[i…]). */
    private void fill(Value target, List<Value> shape, Op.Elementwise e, Writer here) {
        Value exact = null; // whether no input is broadcast along an axis that it has
        for (Value input : e.inputs()) {
            int rank = rank(input);
            for (int axis = 0; axis < rank; axis++) {
                Value wanted = shape.get(shape.size() - rank + axis);
                if (lengths.same(wanted, input, axis)) continue;
                Value same = here.binary(Order.EQ, here.length(input, axis), wanted);
                exact = exact == null ? same : here.binary(Arithmetic.AND, exact, same);
            }
        }
        if (exact == null) {
            loops(target, shape, e, false, here);
        } else if (ElementWork.calls(e.body())) { // a loop of its own would be no faster, and take as long to compile
            loops(target, shape, e, true, here);
        } else {
            here.choose(
                    exact,
                    then -> loops(target, shape, e, false, then),
                    orElse -> loops(target, shape, e, true, orElse));
        }
    }

    private void loops(Value target, List<Value> shape, Op.Elementwise e, boolean broadcast, Writer here) {
        boolean flat = !broadcast && shape.size() > 1 && isFlat(target, shape.size());
        for (Value input : e.inputs()) flat &= isFlat(input, shape.size());
        if (!flat) {
            outermost(target, shape, e, broadcast, here);
            return;
        }
        Value total = shape.stream()
                .reduce((a, b) -> here.binary(Arithmetic.MUL, a, b))
                .orElseThrow();
        List<Value> inputs =
                e.inputs().stream().map(in -> here.flattened(in, total)).toList();
        var flatBody = new Op.Elementwise(e.out(), List.of(total), inputs, e.body());
        outermost(here.flattened(target, total), List.of(total), flatBody, false, here);
    }

    /** The loop over the first axis, in parallel where that is allowed and the elements are worth it. */
    private void outermost(Value target, List<Value> shape, Op.Elementwise e, boolean broadcast, Writer here) {
        if (!parallel || shape.isEmpty() || lengths.isSmall(shape) || !ElementWork.mayBeShared(e.body(), effects)) {
            nest(target, shape, e, broadcast, List.of(), here);
            return;
        }
        Value size = shape.stream()
                .reduce((a, b) -> here.binary(Arithmetic.MUL, a, b))
                .orElseThrow();
        Value many = here.binary(Order.GE, size, here.constant(ElementWork.worthSharing(e)));
        Value pieces = cloner.fresh(Type.INT64);
        here.add(new Op.If(
                List.of(pieces),
                many,
                here.yielding(then -> then.pieces(shape.getFirst())),
                here.yielding(orElse -> orElse.constant(1))));
        List<Value> bounds = List.of(cloner.fresh(Type.INT64), cloner.fresh(Type.INT64), cloner.fresh(Type.INT64));
        var body = new ArrayList<Instruction>();
        over(bounds.get(0), bounds.get(1), target, shape, e, broadcast, List.of(), new Writer(body, here.at));
        body.add(new Instruction(new Op.Yield(List.of()), here.at));
        Value status = cloner.fresh(Type.INT32);
        here.add(new Op.Parallel(status, shape.getFirst(), pieces, new Region(bounds, body)));
        Value none = here.result(Type.INT32, v -> new Op.Const(v, 0L));
        Value ok = here.binary(Order.EQ, status, none);
        here.add(new Op.Guard(ok, new Op.Reraise(status, 0)));
    }

    private static boolean isFlat(Value array, int rank) {
        Type.Array type = (Type.Array) array.type();
        return type.layout() == Type.Layout.C && type.rank() == rank;
    }

    /** One For for each axis, outermost first. */
    private void nest(
            Value target, List<Value> shape, Op.Elementwise e, boolean broadcast, List<Value> index, Writer here) {
        if (index.size() == shape.size()) {
            var arguments = new ArrayList<Value>();
            for (Value input : e.inputs()) arguments.add(element(input, index, broadcast, here));
            Value result = cloner.inline(e.body(), arguments, here.out).getFirst();
            here.add(new Op.Store(target, index, result));
            return;
        }
        over(here.constant(0), shape.get(index.size()), target, shape, e, broadcast, index, here);
    }

    /** The loop over the axis of the next index, or over a part of it. */
    private void over(
            Value from,
            Value to,
            Value target,
            List<Value> shape,
            Op.Elementwise e,
            boolean broadcast,
            List<Value> index,
            Writer here) {
        Value i = cloner.fresh(Type.INT64);
        var inner = new ArrayList<>(index);
        inner.add(i);
        var body = new ArrayList<Instruction>();
        nest(target, shape, e, broadcast, inner, new Writer(body, here.at));
        body.add(new Instruction(new Op.Yield(List.of()), here.at));
        here.add(new Op.For(List.of(), from, to, 1, List.of(), new Region(List.of(i), body)));
    }

    private Value element(Value input, List<Value> index, boolean broadcast, Writer here) {
        int rank = rank(input);
        var places = new ArrayList<>(index.subList(index.size() - rank, index.size()));
        if (broadcast) {
            for (int axis = 0; axis < rank; axis++) {
                Value one = here.binary(Order.EQ, here.length(input, axis), here.constant(1));
                places.set(axis, here.select(one, here.constant(0), places.get(axis)));
            }
        }
        return here.result(((Type.Array) input.type()).element(), out -> new Op.Load(out, input, places));
    }

    private static int rank(Value array) {
        return ((Type.Array) array.type()).rank();
    }

    /** Appends operations that come from one place in the source. */
    private final class Writer {
        final List<Instruction> out;
        final Location at;

        Writer(List<Instruction> out, Location at) {
            this.out = out;
            this.at = at;
        }

        void add(Op op) {
            lengths.define(op);
            out.add(new Instruction(op, at));
        }

        Value result(Type type, java.util.function.Function<Value, Op> op) {
            Value v = cloner.fresh(type);
            Op made = op.apply(v);
            add(made);
            return v;
        }

        Value constant(long n) {
            return result(Type.INT64, v -> new Op.Const(v, n));
        }

        Value length(Value array, int axis) {
            return result(Type.INT64, v -> new Op.Length(v, array, axis));
        }

        /** In how many pieces so many iterations are cut. */
        Value pieces(Value count) {
            Value each = constant(ElementWork.PIECES);
            return result(Type.INT64, v -> new Op.Native(v, "jac_parallel_pieces", List.of(count, each)));
        }

        List<Value> lengths(Value array) {
            var all = new ArrayList<Value>();
            for (int axis = 0; axis < rank(array); axis++) all.add(length(array, axis));
            return all;
        }

        Value binary(Arithmetic op, Value l, Value r) {
            return result(l.type(), v -> new Op.Binary(v, op, l, r));
        }

        Value binary(Order order, Value l, Value r) {
            return result(Type.BOOL, v -> new Op.Compare(v, order, l, r));
        }

        Value select(Value condition, Value then, Value orElse) {
            return result(then.type(), v -> new Op.Select(v, condition, then, orElse));
        }

        Value flattened(Value array, Value total) {
            Type.Array type = (Type.Array) array.type();
            Type.Array flat = new Type.Array(type.element(), 1, Type.Layout.C, type.readOnly(), 0);
            return result(flat, v -> new Op.Reshape(v, array, List.of(total)));
        }

        void choose(Value condition, Consumer<Writer> then, Consumer<Writer> orElse) {
            add(new Op.If(List.of(), condition, branch(then), branch(orElse)));
        }

        Region yielding(java.util.function.Function<Writer, Value> write) {
            var body = new ArrayList<Instruction>();
            Value result = write.apply(new Writer(body, at));
            body.add(new Instruction(new Op.Yield(List.of(result)), at));
            return new Region(List.of(), body);
        }

        private Region branch(Consumer<Writer> write) {
            var body = new ArrayList<Instruction>();
            write.accept(new Writer(body, at));
            body.add(new Instruction(new Op.Yield(List.of()), at));
            return new Region(List.of(), body);
        }
    }
}
