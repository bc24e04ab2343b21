package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.SlotCount;
import dev.jaculus.compiler.types.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The {@link Verifier}'s rules for the types of one operation's own operands and results. */
final class TypeRules {
    private final Module module;
    private final Map<String, Function> functions;

    /** A rule that does not hold. */
    static final class Broken extends RuntimeException {
        Broken(String message) {
            super(message);
        }
    }

    TypeRules(Module module, Map<String, Function> functions) {
        this.module = module;
        this.functions = functions;
    }

    void check(Op op) {
        switch (op) {
            case Op.Const c -> constant(c);
            case Op.Unary u -> {
                real(u.from());
                same(u.out().type(), u.from().type());
                boolean bool = u.out().type() instanceof Type.Bool;
                boolean real = u.out().type() instanceof Type.Float;
                require(
                        u.kind() == Op.UnaryKind.INVERT ? !real : !bool,
                        "%s has no %s",
                        u.out().type(),
                        u.kind());
            }
            case Op.Binary b -> {
                same(b.out().type(), b.left().type(), b.right().type());
                require(takes(b.kind(), b.out().type()), "%s has no %s", b.out().type(), b.kind());
            }
            case Op.Compare c -> {
                same(Type.BOOL, c.out().type());
                same(real(c.left()), c.right().type());
            }
            case Op.Select s -> {
                same(Type.BOOL, s.condition().type());
                same(scalar(s.out()), s.then().type(), s.orElse().type());
            }
            case Op.Cast c -> {
                real(c.out());
                real(c.from());
            }
            case Op.Math m -> {
                require(m.out().type() instanceof Type.Float, "elementary functions are of floats");
                require(
                        m.args().size() == m.function().arity(),
                        "takes %d arguments",
                        m.function().arity());
                m.args().forEach(a -> same(m.out().type(), a.type()));
            }
            case Op.Complex c -> {
                require(
                        c.out().type() instanceof Type.Complex,
                        "%s has no parts",
                        c.out().type());
                same(
                        ((Type.Complex) c.out().type()).part(),
                        c.real().type(),
                        c.imaginary().type());
            }
            case Op.Part p -> {
                require(
                        p.from().type() instanceof Type.Complex,
                        "%s has no parts",
                        p.from().type());
                same(((Type.Complex) p.from().type()).part(), p.out().type());
            }
            case Op.Call c -> call(c);
            case Op.Native n -> {
                same(Type.INT64, n.out().type());
                n.args().forEach(a -> same(Type.INT64, a.type()));
            }
            case Op.Parallel p -> {
                same(Type.INT32, p.status().type());
                same(Type.INT64, p.count().type(), p.pieces().type());
                require(p.body().params().size() == 3, "takes from, to and piece");
                p.body().params().forEach(v -> same(Type.INT64, v.type()));
            }
            case Op.HostCall h -> {
                require(
                        h.number() >= 0 && h.number() < module.hosts().size(),
                        "there is no host function %d",
                        h.number());
                require(!h.outs().isEmpty(), "its first result is the status");
                same(Type.INT32, h.outs().getFirst().type());
            }
            case Op.Stride s -> {
                same(Type.INT64, s.out().type());
                require(s.axis() >= 0 && s.axis() < array(s.array()).rank(), "there is no axis %d", s.axis());
            }
            case Op.Length l -> {
                same(Type.INT64, l.out().type());
                require(l.axis() >= 0 && l.axis() < array(l.array()).rank(), "there is no axis %d", l.axis());
            }
            case Op.Load l -> {
                index(l.array(), l.index());
                same(array(l.array()).element(), l.out().type());
            }
            case Op.Store s -> {
                index(s.array(), s.index());
                writable(s.array());
                same(array(s.array()).element(), s.value().type());
            }
            case Op.Alloc a -> {
                require(array(a.out()).layout() == Type.Layout.C, "a fresh array is C-ordered");
                index(a.out(), a.shape());
            }
            case Op.View v -> view(v);
            case Op.Transpose t -> {
                same(array(t.array()).element(), array(t.out()).element());
                var axes = t.permutation().stream().sorted().toList();
                var all = IntStream.range(0, array(t.array()).rank()).boxed().toList();
                require(axes.equals(all), "%s is no permutation of the axes", t.permutation());
                require(array(t.out()).rank() == all.size(), "the rank changes");
            }
            case Op.Reshape r -> {
                require(array(r.array()).layout() == Type.Layout.C, "only C-contiguous arrays have a new shape");
                require(array(r.out()).layout() == Type.Layout.C, "a new shape is C-ordered");
                index(r.out(), r.shape());
            }
            case Op.DataArray d -> {
                require(d.number() >= 0 && d.number() < module.data().size(), "there is no data array %d", d.number());
                same(module.data().get(d.number()).type(), d.out().type());
            }
            case Op.Unbound u -> reference(u.out());
            case Op.IsBound i -> {
                same(Type.BOOL, i.out().type());
                reference(i.array());
            }
            case Op.MayOverlap m -> {
                same(Type.BOOL, m.out().type());
                array(m.left());
                array(m.right());
            }
            case Op.Generate g -> {
                Function body = functions.get(g.callee());
                require(body != null && body.generator(), "there is no such generator");
                same(body.body().params(), g.args());
                require(
                        g.out().type() instanceof Type.Generator of
                                && Leaves.of(of.item()).equals(body.results()),
                        "%s is no generator of %s",
                        g.out(),
                        body.results());
            }
            case Op.Advance a -> {
                same(Type.INT32, a.status().type());
                same(Type.BOOL, a.more().type());
                generator(a.generator());
            }
            case Op.Current c -> {
                var leaves = Leaves.of(generator(c.generator()).item());
                var found = c.outs().stream().map(Value::type).toList();
                require(leaves.equals(found), "an item consists of %s", leaves);
            }
            case Op.Suspend s -> same(Type.BOOL, s.wanted().type()); // the rest is the Verifier's
            case Op.Retain r -> reference(r.array());
            case Op.Release r -> reference(r.array());
            case Op.ListNew l -> {
                list(l.out());
                same(Type.INT64, l.room().type());
            }
            case Op.ListLength l -> {
                same(Type.INT64, l.out().type());
                list(l.list());
            }
            case Op.ListGet l -> item(l.list(), l.index(), l.outs());
            case Op.ListSet l -> item(l.list(), l.index(), l.values());
            case Op.ListResize l -> {
                list(l.list());
                same(Type.INT64, l.length().type());
            }
            case Op.SameList s -> {
                same(Type.BOOL, s.out().type());
                list(s.left());
                same(list(s.left()), list(s.right()));
            }
            case Op.Elementwise e -> elementwise(e);
            case Op.Assign a -> {
                writable(a.target());
                same(array(a.target()).element(), array(a.value()).element());
                require(array(a.value()).rank() <= array(a.target()).rank(), "the value has more axes than the target");
            }
            case Op.If i -> {
                same(Type.BOOL, i.condition().type());
                require(i.then().params().isEmpty() && i.orElse().params().isEmpty(), "a branch takes no parameters");
            }
            case Op.For f -> {
                require(f.step() != 0, "goes nowhere");
                require(!f.body().params().isEmpty(), "has no index");
                same(
                        Type.INT64,
                        f.lo().type(),
                        f.hi().type(),
                        f.body().params().getFirst().type());
                same(f.carried(), f.outs());
                same(f.carried(), f.body().params().subList(1, f.body().params().size()));
            }
            case Op.Block b -> require(b.body().params().isEmpty(), "a block takes no parameters");
            case Op.Loop l -> same(l.carried(), l.body().params());
            case Op.Guard g -> {
                same(Type.BOOL, g.ok().type());
                check(g.otherwise());
            }
            case Op.CheckIndex c -> {
                same(Type.INT64, c.index().type(), c.length().type());
                check(c.otherwise());
            }
            case Op.Raise r -> raise(site(r.site()), r.site(), r.arguments());
            case Op.Thrown t -> {
                if (!site(t.site()).isCall()) raise(site(t.site()), t.site(), t.arguments());
            }
            case Op.Caught c -> {
                same(Type.BOOL, c.out().type());
                same(Type.INT32, c.status().type());
            }
            case Op.Handle h -> same(Type.INT32, h.status().type());
            case Op.Resume r -> same(Type.INT32, r.status().type());
            case Op.Reraise r -> {
                same(Type.INT32, r.status().type());
                require(r.site() == 0 || site(r.site()).isCall(), "site %d is not a call", r.site());
            }
            case Op.Yield _, Op.Jump _, Op.Return _, Op.Unreachable _ -> {}
        }
    }

    private void constant(Op.Const c) {
        boolean ok = switch (c.out().type()) {
            case Type.Float _ -> c.literal() instanceof Double;
            case Type.Bool _ -> c.literal() instanceof Long x && (x == 0 || x == 1);
            case Type.Int(int bits, boolean signed) -> {
                int spare = 64 - bits;
                yield c.literal() instanceof Long x && x == (signed ? x << spare >> spare : x << spare >>> spare);
            }
            default -> false;
        };
        require(ok, "%s is no literal of %s", c.literal(), c.out().type());
    }

    private static boolean takes(Arithmetic kind, Type type) {
        return switch (kind) {
            case ADD, SUB, MUL, FLOORDIV, MOD, MIN, MAX -> type instanceof Type.Int || type instanceof Type.Float;
            case DIV -> type instanceof Type.Float;
            case REM, POW, SHL, SHR -> type instanceof Type.Int;
            case AND, OR, XOR -> type instanceof Type.Int || type instanceof Type.Bool;
        };
    }

    private void call(Op.Call c) {
        Function callee = functions.get(c.callee());
        require(callee != null && !callee.generator(), "there is no such function");
        var given = c.args().stream().map(Value::type).toList();
        var wanted = callee.body().params().stream().map(Value::type).toList();
        require(given.equals(wanted), "takes %s, not %s", wanted, given);
        require(!c.outs().isEmpty(), "its first result is the status");
        same(Type.INT32, c.outs().getFirst().type());
        var results = c.outs().stream().skip(1).map(Value::type).toList();
        require(results.equals(callee.results()), "gives %s, not %s", callee.results(), results);
    }

    private static void raise(Module.Site site, int number, List<Value> arguments) {
        require(!site.isCall(), "site %d is a call", number);
        var starts = new HashMap<Integer, Type>();
        int slots = 0;
        for (Value v : arguments) {
            starts.put(slots, v.type());
            slots += SlotCount.of(v.type());
        }
        require(slots <= SlotCount.MOST_OF_AN_EXCEPTION, "its run-time arguments take %d slots", slots);
        for (Module.Argument given : site.arguments()) {
            Module.Argument a = given instanceof Module.Argument.Named n ? n.value() : given;
            if (a instanceof Module.Argument.Slot(int slot, Type type) && !(type instanceof Type.Tuple)) {
                require(starts.containsKey(slot), "gives no argument for slot %d", slot);
                same(type instanceof Type.Complex c ? c.part() : Leaves.of(type).getFirst(), starts.get(slot));
            }
        }
    }

    private Module.Site site(int number) {
        require(number >= 1 && number <= module.sites().size(), "there is no site %d", number);
        return module.sites().get(number - 1);
    }

    private static void view(Op.View v) {
        Type element = array(v.array()).element();
        int taken = 0, made = 0;
        for (Op.Axis axis : v.axes()) {
            switch (axis) {
                case Op.Axis.At(Value index) -> {
                    same(Type.INT64, index.type());
                    taken++;
                }
                case Op.Axis.Slice(Value start, Value length, Value step) -> {
                    same(Type.INT64, start.type(), length.type(), step.type());
                    taken++;
                    made++;
                }
                case Op.Axis.All _ -> {
                    taken++;
                    made++;
                }
                case Op.Axis.NewAxis _ -> made++;
                case Op.Axis.Part _ -> {
                    require(element instanceof Type.Complex, "%s has no parts", element);
                    element = ((Type.Complex) element).part();
                }
            }
        }
        same(element, array(v.out()).element());
        require(
                taken == array(v.array()).rank(),
                "takes %d axes of %d",
                taken,
                array(v.array()).rank());
        require(
                made == array(v.out()).rank(),
                "makes %d axes, not %d",
                made,
                array(v.out()).rank());
        require(array(v.out()).readOnly() || !array(v.array()).readOnly(), "makes a read-only array writable");
    }

    private static void elementwise(Op.Elementwise e) {
        require(array(e.out()).layout() == Type.Layout.C, "a fresh array is C-ordered");
        index(e.out(), e.shape());
        require(e.body().params().size() == e.inputs().size(), "each input has one parameter");
        for (int i = 0; i < e.inputs().size(); i++) {
            Type.Array input = array(e.inputs().get(i));
            same(input.element(), e.body().params().get(i).type());
            require(input.rank() <= e.shape().size(), "an input has more axes than the result");
        }
    }

    private static void index(Value array, List<Value> index) {
        require(
                index.size() == array(array).rank(),
                "%s has %d axes",
                array,
                array(array).rank());
        index.forEach(i -> same(Type.INT64, i.type()));
    }

    private static void writable(Value array) {
        require(!array(array).readOnly(), "%s is read-only", array);
    }

    static Type.Array array(Value v) {
        require(v.type() instanceof Type.Array, "%s is no array", v);
        return (Type.Array) v.type();
    }

    private static Type.Generator generator(Value v) {
        require(v.type() instanceof Type.Generator, "%s is no generator", v);
        return (Type.Generator) v.type();
    }

    private static Type.ListOf list(Value v) {
        require(v.type() instanceof Type.ListOf, "%s is no list", v);
        return (Type.ListOf) v.type();
    }

    /** The values of an item are its leaves, in order. */
    private static void item(Value list, Value index, List<Value> values) {
        same(Type.INT64, index.type());
        var leaves = Leaves.of(list(list).item());
        require(leaves.equals(values.stream().map(Value::type).toList()), "an item consists of %s", leaves);
    }

    private static void reference(Value v) {
        require(Leaves.isReference(v.type()), "%s is no array or list", v);
    }

    private static Type scalar(Value v) {
        require(v.type() instanceof Type.Scalar, "%s is no scalar", v);
        return v.type();
    }

    /** A complex number goes into Complex, Part, Select, Load and Store only. */
    private static Type real(Value v) {
        require(!(v.type() instanceof Type.Complex), "%s is complex", v);
        return scalar(v);
    }

    private static void same(Type wanted, Type... found) {
        for (Type t : found) {
            require(t.equals(wanted), "%s is not %s", t, wanted);
        }
    }

    private static void same(List<Value> wanted, List<Value> found) {
        var types = wanted.stream().map(Value::type).toList();
        var others = found.stream().map(Value::type).toList();
        require(types.equals(others), "%s are not %s", others, types);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    private static void require(boolean ok, String message, Object... args) {
        if (!ok) {
            throw new Broken(message.formatted(args));
        }
    }
}
