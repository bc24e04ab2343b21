package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.ir.Op.*;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What each operation defines, uses and contains. A new operation does not compile until it is here. */
public final class Ops {
    private Ops() {}

    /** What happens to the parts of an operation in {@link #map(Op, Change)}. */
    public interface Change {
        /** A value that the operation defines. */
        default Value result(Value defined) {
            return defined;
        }

        /** A value that it uses. */
        default Value operand(Value used) {
            return used;
        }

        /** The label that a Block or a Loop opens. */
        default Label label(Label opened) {
            return opened;
        }

        /** The label that a Jump goes to. */
        default Label target(Label to) {
            return to;
        }

        /** A nested region. */
        default Region region(Region nested) {
            return nested;
        }
    }

    /** The values that it defines; not the parameters of its regions. */
    public static List<Value> results(Op op) {
        return switch (op) {
            case Const c -> List.of(c.out());
            case Unary u -> List.of(u.out());
            case Binary b -> List.of(b.out());
            case Compare c -> List.of(c.out());
            case Select s -> List.of(s.out());
            case Cast c -> List.of(c.out());
            case Op.Math m -> List.of(m.out());
            case Op.Complex c -> List.of(c.out());
            case Op.Part p -> List.of(p.out());
            case Length l -> List.of(l.out());
            case Stride s -> List.of(s.out());
            case Load l -> List.of(l.out());
            case Alloc a -> List.of(a.out());
            case View v -> List.of(v.out());
            case Transpose t -> List.of(t.out());
            case Reshape r -> List.of(r.out());
            case DataArray d -> List.of(d.out());
            case Unbound u -> List.of(u.out());
            case IsBound i -> List.of(i.out());
            case MayOverlap m -> List.of(m.out());
            case Elementwise e -> List.of(e.out());
            case Op.Caught c -> List.of(c.out());
            case ListNew l -> List.of(l.out());
            case ListLength l -> List.of(l.out());
            case ListGet l -> l.outs();
            case SameList s -> List.of(s.out());
            case Generate g -> List.of(g.out());
            case Advance a -> List.of(a.status(), a.more());
            case Current g -> g.outs();
            case Call c -> c.outs();
            case Native n -> List.of(n.out());
            case Parallel p -> List.of(p.status());
            case HostCall h -> h.outs();
            case If i -> i.outs();
            case For f -> f.outs();
            case Block b -> b.outs();
            case Suspend s -> List.of(s.wanted());
            case Store _, ListSet _, ListResize _, Retain _, Release _, Assign _ -> List.of();
            case Loop _, Guard _, CheckIndex _, Terminator _ -> List.of();
            case Op.Thrown _, Op.Handle _, Op.Resume _ -> List.of();
        };
    }

    /** The values that it uses itself, in order; a guard's terminator included, nested regions not. */
    public static List<Value> operands(Op op) {
        var used = new ArrayList<Value>();
        map(op, new Change() {
            @Override
            public Value operand(Value v) {
                used.add(v);
                return v;
            }
        });
        return used;
    }

    /** The regions directly inside. */
    public static List<Region> regions(Op op) {
        return switch (op) {
            case Elementwise e -> List.of(e.body());
            case If i -> List.of(i.then(), i.orElse());
            case For f -> List.of(f.body());
            case Block b -> List.of(b.body());
            case Loop l -> List.of(l.body());
            case Parallel p -> List.of(p.body());
            case Native _, HostCall _ -> List.of();
            case Const _, Unary _, Binary _, Compare _, Select _, Cast _, Op.Math _, Call _ -> List.of();
            case Op.Complex _, Op.Part _ -> List.of();
            case Length _, Stride _, Load _, Store _, Alloc _, View _, Transpose _, Reshape _, DataArray _ -> List.of();
            case Unbound _, IsBound _, MayOverlap _, Retain _, Release _, Assign _ -> List.of();
            case Op.Thrown _, Op.Caught _, Op.Handle _, Op.Resume _ -> List.of();
            case ListNew _, ListLength _, ListGet _, ListSet _, ListResize _, SameList _ -> List.of();
            case Generate _, Advance _, Current _, Suspend _ -> List.of();
            case Guard _, CheckIndex _, Terminator _ -> List.of();
        };
    }

    /** The same operation over other operands and regions; what it defines keeps its name. */
    public static Op map(Op op, UnaryOperator<Value> operands, UnaryOperator<Region> regions) {
        return map(op, new Change() {
            @Override
            public Value operand(Value v) {
                return operands.apply(v);
            }

            @Override
            public Region region(Region r) {
                return regions.apply(r);
            }
        });
    }

    /** The same operation with each of its parts changed. */
    public static Op map(Op op, Change c) {
        return switch (op) {
            case Const(Value o, Object x) -> new Const(c.result(o), x);
            case Unary(Value o, UnaryKind k, Value a) -> new Unary(c.result(o), k, c.operand(a));
            case Binary b -> new Binary(c.result(b.out()), b.kind(), c.operand(b.left()), c.operand(b.right()));
            case Compare x -> new Compare(c.result(x.out()), x.kind(), c.operand(x.left()), c.operand(x.right()));
            case Select(Value o, Value test, Value then, Value orElse) ->
                new Select(c.result(o), c.operand(test), c.operand(then), c.operand(orElse));
            case Cast(Value o, Value a) -> new Cast(c.result(o), c.operand(a));
            case Op.Complex x -> new Op.Complex(c.result(x.out()), c.operand(x.real()), c.operand(x.imaginary()));
            case Op.Part(Value o, Value a, boolean imaginary) -> new Op.Part(c.result(o), c.operand(a), imaginary);
            case Op.Math m -> new Op.Math(c.result(m.out()), m.function(), operands(m.args(), c));
            case Call(List<Value> outs, String callee, List<Value> args) ->
                new Call(results(outs, c), callee, operands(args, c));
            case Native(Value o, String function, List<Value> args) ->
                new Native(c.result(o), function, operands(args, c));
            case Parallel(Value o, Value count, Value pieces, Region body) ->
                new Parallel(c.result(o), c.operand(count), c.operand(pieces), c.region(body));
            case HostCall(List<Value> outs, int number, List<Value> args) ->
                new HostCall(results(outs, c), number, operands(args, c));
            case Stride(Value o, Value a, int axis) -> new Stride(c.result(o), c.operand(a), axis);
            case Length(Value o, Value a, int axis) -> new Length(c.result(o), c.operand(a), axis);
            case Load(Value o, Value a, List<Value> index) -> new Load(c.result(o), c.operand(a), operands(index, c));
            case Store(Value a, List<Value> index, Value x) ->
                new Store(c.operand(a), operands(index, c), c.operand(x));
            case Alloc(Value o, List<Value> shape, boolean zeroed) ->
                new Alloc(c.result(o), operands(shape, c), zeroed);
            case View(Value o, Value a, List<Axis> axes) ->
                new View(
                        c.result(o),
                        c.operand(a),
                        axes.stream().map(x -> axis(x, c)).toList());
            case Transpose(Value o, Value a, List<Integer> p) -> new Transpose(c.result(o), c.operand(a), p);
            case Reshape(Value o, Value a, List<Value> shape) ->
                new Reshape(c.result(o), c.operand(a), operands(shape, c));
            case DataArray(Value o, int number) -> new DataArray(c.result(o), number);
            case Unbound(Value o) -> new Unbound(c.result(o));
            case IsBound(Value o, Value a) -> new IsBound(c.result(o), c.operand(a));
            case MayOverlap(Value o, Value l, Value r) -> new MayOverlap(c.result(o), c.operand(l), c.operand(r));
            case ListNew(Value o, Value room) -> new ListNew(c.result(o), c.operand(room));
            case ListLength(Value o, Value l) -> new ListLength(c.result(o), c.operand(l));
            case ListGet(List<Value> outs, Value l, Value i) ->
                new ListGet(results(outs, c), c.operand(l), c.operand(i));
            case ListSet(Value l, Value i, List<Value> values) ->
                new ListSet(c.operand(l), c.operand(i), operands(values, c));
            case ListResize(Value l, Value n) -> new ListResize(c.operand(l), c.operand(n));
            case SameList(Value o, Value l, Value r) -> new SameList(c.result(o), c.operand(l), c.operand(r));
            case Generate(Value o, String callee, List<Value> args) ->
                new Generate(c.result(o), callee, operands(args, c));
            case Advance(Value status, Value more, Value g) ->
                new Advance(c.result(status), c.result(more), c.operand(g));
            case Current(List<Value> outs, Value g) -> new Current(results(outs, c), c.operand(g));
            case Suspend(Value wanted, List<Value> values) -> new Suspend(c.result(wanted), operands(values, c));
            case Retain(Value a) -> new Retain(c.operand(a));
            case Release(Value a) -> new Release(c.operand(a));
            case Elementwise(Value o, List<Value> shape, List<Value> inputs, Region body) ->
                new Elementwise(c.result(o), operands(shape, c), operands(inputs, c), c.region(body));
            case Assign(Value target, Value value) -> new Assign(c.operand(target), c.operand(value));
            case If(List<Value> outs, Value test, Region then, Region orElse) ->
                new If(results(outs, c), c.operand(test), c.region(then), c.region(orElse));
            case For(List<Value> outs, Value lo, Value hi, long step, List<Value> carried, Region body) ->
                new For(results(outs, c), c.operand(lo), c.operand(hi), step, operands(carried, c), c.region(body));
            case Block(List<Value> outs, Label end, Region body) ->
                new Block(results(outs, c), c.label(end), c.region(body));
            case Loop(Label start, List<Value> carried, Region body) ->
                new Loop(c.label(start), operands(carried, c), c.region(body));
            case Op.Thrown(int site, List<Value> arguments) -> new Op.Thrown(site, operands(arguments, c));
            case Op.Caught(Value o, Value status, List<Integer> s) -> new Op.Caught(c.result(o), c.operand(status), s);
            case Op.Handle(Value status, int room) -> new Op.Handle(c.operand(status), room);
            case Op.Resume(Value status, int room) -> new Op.Resume(c.operand(status), room);
            case Guard(Value ok, Terminator t) -> new Guard(c.operand(ok), map(t, c));
            case CheckIndex(Value i, Value n, Terminator t) -> new CheckIndex(c.operand(i), c.operand(n), map(t, c));
            case Terminator t -> map(t, c);
        };
    }

    private static Terminator map(Terminator terminator, Change c) {
        return switch (terminator) {
            case Yield(List<Value> values) -> new Yield(operands(values, c));
            case Jump(Label to, List<Value> values) -> new Jump(c.target(to), operands(values, c));
            case Return(List<Value> values) -> new Return(operands(values, c));
            case Raise(int site, List<Value> arguments) -> new Raise(site, operands(arguments, c));
            case Reraise(Value status, int site) -> new Reraise(c.operand(status), site);
            case Unreachable u -> u;
        };
    }

    private static Axis axis(Axis axis, Change c) {
        return switch (axis) {
            case Axis.At(Value index) -> new Axis.At(c.operand(index));
            case Axis.Slice(Value start, Value length, Value step) ->
                new Axis.Slice(c.operand(start), c.operand(length), c.operand(step));
            case Axis.All _, Axis.NewAxis _, Axis.Part _ -> axis;
        };
    }

    private static List<Value> operands(List<Value> values, Change c) {
        return values.stream().map(c::operand).toList();
    }

    private static List<Value> results(List<Value> values, Change c) {
        return values.stream().map(c::result).toList();
    }
}
