package dev.jaculus.compiler.ir.interpret;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Printer;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One call of one function. */
final class Frame {
    /** What a list variable holds that nothing was assigned to. */
    private static final Items NO_LIST = Items.of(List.of());

    private final Map<Integer, Object> values = new HashMap<>();
    private final Map<Integer, Interpreter.Exception> rooms = new HashMap<>();
    private final Interpreter machine;
    private final Function function;
    private final Body own; // of a generator's body

    Frame(Interpreter machine, Function function, Body own) {
        this.machine = machine;
        this.function = function;
        this.own = own;
    }

    Flow run(List<Object> arguments) {
        return region(function.body(), arguments);
    }

    private Flow region(Region r, List<Object> arguments) {
        set(r.params(), arguments);
        for (Instruction i : r.body()) {
            machine.step();
            Flow left = op(i.op());
            if (left != null) {
                return left;
            }
        }
        throw new IllegalStateException("a region without an end");
    }

    /** Runs an operation; null when it is followed by the next. */
    private Flow op(Op op) {
        switch (op) {
            case Op.Const c -> set(c.out(), c.literal());
            case Op.Unary u -> set(u.out(), Numbers.unary(u.kind(), u.out().type(), get(u.from())));
            case Op.Binary b -> set(b.out(), Numbers.binary(b.kind(), b.out().type(), get(b.left()), get(b.right())));
            case Op.Compare c ->
                set(c.out(), truth(Numbers.compare(c.kind(), c.left().type(), get(c.left()), get(c.right()))));
            case Op.Select s -> set(s.out(), isTrue(s.condition()) ? get(s.then()) : get(s.orElse()));
            case Op.Cast c -> set(c.out(), Numbers.cast(c.from().type(), c.out().type(), get(c.from())));
            case Op.Math m -> {
                List<Double> args = m.args().stream().map(a -> (Double) get(a)).toList();
                set(
                        m.out(),
                        machine.elementary.apply(
                                m.function(), (Type.Float) m.out().type(), args));
            }
            case Op.Complex c -> set(c.out(), new Complex((Double) get(c.real()), (Double) get(c.imaginary())));
            case Op.Part p -> set(p.out(), ((Complex) get(p.from())).part(p.imaginary()));
            case Op.Call c -> call(c);
            case Op.Native n -> set(n.out(), Natives.call(n.function(), longs(n.args())));
            case Op.Address a -> set(a.out(), 0L); // nobody put one
            case Op.Inlined i -> throw new UnsupportedOperationException("LLVM's language: " + i.definition());
            case Op.Fortran f -> set(f.out(), 0L); // a host without BLAS
            case Op.Parallel p -> parallel(p);
            case Op.Generate g -> set(g.out(), machine.generator(machine.function(g.callee()), all(g.args())));
            case Op.Advance a -> {
                var body = (Body) get(a.generator());
                set(a.status(), (long) body.advance());
                set(a.more(), truth(!body.hasEnded()));
            }
            case Op.Current c -> set(c.outs(), ((Body) get(c.generator())).current());
            case Op.Suspend s -> set(s.wanted(), truth(own.suspend(all(s.values()))));
            case Op.HostCall h -> {
                List<Object> given = machine.host.call(h.number(), all(h.args()));
                if ((Long) given.getFirst() == 0) set(h.outs(), given);
                else fail(h.outs(), (Long) given.getFirst());
            }
            case Op.Stride s -> set(s.out(), array(s.array()).strides().get(s.axis()));
            case Op.Length l -> set(l.out(), array(l.array()).shape().get(l.axis()));
            case Op.Load l -> set(l.out(), array(l.array()).get(longs(l.index())));
            case Op.Store s -> array(s.array()).set(longs(s.index()), get(s.value()));
            case Op.Alloc a -> {
                Strided fresh = fresh((Type.Array) a.out().type(), longs(a.shape()));
                if (fresh == null) {
                    return new Flow.Fail(-1);
                }
                if (a.zeroed()) {
                    fresh.memory().zero();
                }
                set(a.out(), fresh);
            }
            case Op.View v -> set(v.out(), view(v).checked((Type.Array) v.out().type()));
            case Op.Transpose t -> {
                Strided a = array(t.array());
                List<Long> shape = t.permutation().stream().map(a.shape()::get).toList();
                List<Long> strides =
                        t.permutation().stream().map(a.strides()::get).toList();
                var turned = new Strided(a.element(), a.memory(), a.offset(), shape, strides);
                set(t.out(), turned.checked((Type.Array) t.out().type()));
            }
            case Op.Strided s -> {
                Strided a = array(s.array());
                set(
                        s.out(),
                        new Strided(a.element(), a.memory(), a.offset(), longs(s.shape()), longs(s.strides()))
                                .checked((Type.Array) s.out().type()));
            }
            case Op.Reshape r -> {
                Strided a = array(r.array());
                if (!a.element().equals(((Type.Array) r.out().type()).element())) {
                    throw new UnsupportedOperationException("the interpreter's memory has no bytes");
                }
                List<Long> shape = longs(r.shape());
                var other = new Strided(a.element(), a.memory(), a.offset(), shape, Strided.packed(a.element(), shape));
                check(a.size() == other.size(), op, "the size changes");
                set(r.out(), other.checked((Type.Array) r.out().type()));
            }
            case Op.DataArray d -> {
                List<Long> shape = machine.module.data().get(d.number()).shape().stream()
                        .map(Integer::longValue)
                        .toList();
                set(d.out(), Strided.of(((Type.Array) d.out().type()).element(), machine.data(d.number()), shape));
            }
            case Op.Unbound u -> set(u.out(), unbound(u.out().type()));
            case Op.IsBound i ->
                set(
                        i.out(),
                        truth(!(get(i.array()) instanceof Strided s) ? get(i.array()) != NO_LIST : s.memory() != null));
            case Op.ListNew l -> set(l.out(), machine.list());
            case Op.ListLength l -> set(l.out(), list(l.list()).length());
            case Op.ListGet l -> set(l.outs(), list(l.list()).get((Long) get(l.index())));
            case Op.ListSet l -> list(l.list()).set((Long) get(l.index()), all(l.values()));
            case Op.ListResize l -> {
                Type item = ((Type.ListOf) l.list().type()).item();
                list(l.list())
                        .resize(
                                (Long) get(l.length()),
                                Layout.leaves(item).stream().map(this::zero).toList());
            }
            case Op.SameList s -> set(s.out(), truth(get(s.left()) == get(s.right())));
            // An object is a list of its fields, each where it begins.
            case Op.New n -> {
                Items object = machine.list();
                object.resize(n.slots(), List.of());
                set(n.out(), object);
            }
            case Op.FieldGet g -> set(g.outs(), field(g));
            case Op.FieldSet s -> list(s.object()).set(s.slot(), all(s.values()));
            case Op.SameObject s -> set(s.out(), truth(get(s.left()) == get(s.right())));
            case Op.MayOverlap m -> set(m.out(), truth(overlap(array(m.left()), array(m.right()))));
            case Op.Retain r -> Items.retain(get(r.array()));
            case Op.Release r -> Items.release(get(r.array()));
            case Op.Elementwise e -> {
                return elementwise(e);
            }
            case Op.Assign a -> assign(a);
            case Op.If i -> {
                Flow left = region(isTrue(i.condition()) ? i.then() : i.orElse(), List.of());
                return yielded(left, i.outs());
            }
            case Op.For f -> {
                return counted(f);
            }
            case Op.Block b -> {
                Flow left = region(b.body(), List.of());
                if (left instanceof Flow.Jump(var to, var given) && to.equals(b.end())) {
                    set(b.outs(), given);
                    return null;
                }
                return yielded(left, b.outs());
            }
            case Op.Loop l -> {
                Flow left = region(l.body(), all(l.carried()));
                while (left instanceof Flow.Jump(var to, var given) && to.equals(l.start())) {
                    left = region(l.body(), given);
                }
                return left;
            }
            case Op.Thrown t -> {
                if (machine.module.sites().get(t.site() - 1).isCall()) machine.trace(t.site());
                else machine.raise(all(t.arguments()));
            }
            case Op.Caught c -> set(c.out(), truth(c.statuses().contains(Math.toIntExact((Long) get(c.status())))));
            case Op.Hit h -> machine.host.hit(h.line());
            case Op.Handle h -> rooms.put(h.room(), machine.handle());
            case Op.Resume r -> {
                if (r.room() >= 0) machine.resume(rooms.get(r.room()));
            }
            case Op.Guard g -> {
                return isTrue(g.ok()) ? null : op(g.otherwise());
            }
            case Op.CheckIndex c -> {
                long index = (Long) get(c.index());
                return index >= 0 && index < (Long) get(c.length()) ? null : op(c.otherwise());
            }
            case Op.Yield y -> {
                return new Flow.Yield(all(y.values()));
            }
            case Op.Jump j -> {
                return new Flow.Jump(j.to(), all(j.values()));
            }
            case Op.Return r -> {
                return new Flow.Return(all(r.values()));
            }
            case Op.Raise r -> {
                machine.raise(all(r.arguments()));
                return new Flow.Fail(r.site());
            }
            case Op.Reraise r -> {
                if (r.site() != 0) machine.trace(r.site());
                return new Flow.Fail(Math.toIntExact((Long) get(r.status())));
            }
            case Op.Unreachable _ -> throw new IllegalStateException("control reached what is unreachable");
        }
        return null;
    }

    private Flow yielded(Flow left, List<Value> outs) {
        if (!(left instanceof Flow.Yield(List<Object> given))) {
            return left;
        }
        set(outs, given);
        return null;
    }

    private Flow counted(Op.For f) {
        long lo = (Long) get(f.lo()), hi = (Long) get(f.hi());
        List<Object> carried = all(f.carried());
        for (long i = lo; f.step() > 0 ? i < hi : i > hi; ) {
            var arguments = new ArrayList<Object>(List.of(i));
            arguments.addAll(carried);
            Flow left = region(f.body(), arguments);
            if (!(left instanceof Flow.Yield(List<Object> given))) {
                return left;
            }
            carried = given;
            if (f.step() > 0 ? i > Long.MAX_VALUE - f.step() : i < Long.MIN_VALUE - f.step()) {
                break;
            }
            i += f.step();
        }
        set(f.outs(), carried);
        return null;
    }

    /** One piece after the other. */
    private void parallel(Op.Parallel p) {
        long count = (Long) get(p.count()), pieces = (Long) get(p.pieces());
        set(p.status(), 0L);
        for (long piece = 0; piece < pieces; piece++) {
            List<Object> bounds =
                    List.of(Natives.start(piece, count, pieces), Natives.start(piece + 1, count, pieces), piece);
            if (region(p.body(), bounds) instanceof Flow.Fail(int status)) {
                set(p.status(), (long) status);
                return;
            }
        }
    }

    private void call(Op.Call c) {
        Flow end = machine.call(machine.function(c.callee()), all(c.args()));
        if (end instanceof Flow.Return(List<Object> results)) {
            set(c.outs().getFirst(), 0L);
            set(c.outs().subList(1, c.outs().size()), results);
        } else {
            fail(c.outs(), ((Flow.Fail) end).status());
        }
    }

    /** What a call gives that failed. */
    private void fail(List<Value> outs, long status) {
        set(outs.getFirst(), status);
        for (Value v : outs.subList(1, outs.size())) {
            if (Layout.isReference(v.type())) {
                set(v, unbound(v.type()));
            } else {
                values.remove(v.id()); // nothing must read it
            }
        }
    }

    private static Object unbound(Type type) {
        return type instanceof Type.Array array ? unbound(array) : NO_LIST;
    }

    private Object zero(Type leaf) {
        return switch (leaf) {
            case Type.Float _ -> 0.0;
            case Type.Scalar _ -> 0L;
            default -> unbound(leaf);
        };
    }

    private List<Object> field(Op.FieldGet g) {
        List<Object> field = list(g.object()).get(g.slot());
        if (g.borrowed()) field.forEach(Items::release);
        return field.isEmpty() ? g.outs().stream().map(out -> zero(out.type())).toList() : field;
    }

    private Items list(Value v) {
        return (Items) get(v);
    }

    private static Strided unbound(Type.Array type) {
        List<Long> zeros = Collections.nCopies(type.rank(), 0L);
        return new Strided(type.element(), null, 0, zeros, zeros);
    }

    private Strided fresh(Type.Array type, List<Long> shape) {
        long bytes = type.element().size();
        for (long length : shape) {
            check(length >= 0, null, "a length below zero");
            long high = Math.multiplyHigh(bytes, length);
            bytes = bytes < 0 || high != 0 || bytes * length < 0 ? -1 : bytes * length;
        }
        Memory block = machine.alloc(bytes);
        return block == null ? null : Strided.of(type.element(), block, shape).checked(type);
    }

    private Strided view(Op.View v) {
        Strided a = array(v.array());
        long offset = a.offset();
        var shape = new ArrayList<Long>();
        var strides = new ArrayList<Long>();
        int from = 0;
        for (Op.Axis axis : v.axes()) {
            switch (axis) {
                case Op.Axis.At(Value index) -> {
                    long i = (Long) get(index);
                    check(i >= 0 && i < a.shape().get(from), v, "the index is out of range");
                    offset += i * a.strides().get(from++);
                }
                case Op.Axis.Slice(Value start, Value length, Value step) -> {
                    long first = (Long) get(start), count = (Long) get(length), by = (Long) get(step);
                    long last = first + (count - 1) * by, places = a.shape().get(from);
                    boolean inside = first >= 0 && first < places && last >= 0 && last < places;
                    check(count >= 0 && by != 0 && (count == 0 || inside), v, "the slice is out of range");
                    offset += first * a.strides().get(from);
                    shape.add(count);
                    strides.add(by * a.strides().get(from++));
                }
                case Op.Axis.All _ -> {
                    shape.add(a.shape().get(from));
                    strides.add(a.strides().get(from++));
                }
                case Op.Axis.NewAxis _ -> {
                    shape.add(1L);
                    strides.add(0L);
                }
                case Op.Axis.Part(boolean imaginary) ->
                    offset += imaginary ? a.element().size() / 2 : 0;
            }
        }
        return new Strided(((Type.Array) v.out().type()).element(), a.memory(), offset, shape, strides);
    }

    private static boolean overlap(Strided left, Strided right) {
        long[] one = left.span(), other = right.span();
        return left.memory() == right.memory() && one[0] < other[1] && other[0] < one[1];
    }

    private Flow elementwise(Op.Elementwise e) {
        List<Long> shape = longs(e.shape());
        Strided result = fresh((Type.Array) e.out().type(), shape);
        if (result == null) {
            return new Flow.Fail(-1);
        }
        List<Strided> inputs =
                e.inputs().stream().map(in -> array(in).broadcast(shape)).toList();
        var failed = new ArrayList<Flow>();
        Indices.of(shape, index -> {
            if (!failed.isEmpty()) {
                return;
            }
            Flow left =
                    region(e.body(), inputs.stream().map(in -> in.get(index)).toList());
            if (left instanceof Flow.Yield(List<Object> given)) {
                result.set(index, given.getFirst());
            } else {
                failed.add(left);
            }
        });
        set(e.out(), result);
        return failed.isEmpty() ? null : failed.getFirst();
    }

    private void assign(Op.Assign a) {
        Strided target = array(a.target());
        Strided value = array(a.value()).broadcast(target.shape());
        List<Object> elements = value.elements();
        var next = elements.iterator();
        Indices.of(target.shape(), index -> target.set(index, next.next()));
    }

    private void set(Value v, Object x) {
        values.put(v.id(), x);
    }

    private void set(List<Value> names, List<Object> given) {
        for (int i = 0; i < names.size(); i++) {
            set(names.get(i), given.get(i));
        }
    }

    private Object get(Value v) {
        Object x = values.get(v.id());
        if (x == null) {
            throw new IllegalStateException("%s of %s has no value here".formatted(v, function.name()));
        }
        return x;
    }

    private List<Object> all(List<Value> names) {
        return names.stream().map(this::get).toList();
    }

    private List<Long> longs(List<Value> names) {
        return names.stream().map(v -> (Long) get(v)).toList();
    }

    private Strided array(Value v) {
        return (Strided) get(v);
    }

    private boolean isTrue(Value v) {
        return (Long) get(v) != 0;
    }

    private static Object truth(boolean b) {
        return b ? 1L : 0L;
    }

    private static void check(boolean ok, Op op, String message) {
        if (!ok) {
            throw new IllegalStateException((op == null ? "" : Printer.print(op).strip() + ": ") + message);
        }
    }
}
