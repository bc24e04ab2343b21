package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What operations say in {@link Op#check}: rules of types here, of control in the {@link Verifier}. */
public abstract class Rules {
    private final Module module;
    private final Map<String, Function> functions;

    /** A rule that does not hold. */
    static final class Broken extends RuntimeException {
        Broken(String message) {
            super(message);
        }
    }

    Rules(Module module, Map<String, Function> functions) {
        this.module = module;
        this.functions = functions;
    }

    /** A region whose Yields give the values `to`. */
    abstract void region(Region region, List<Value> to);

    /** The same inside a label, whose Jumps give `receives`; of a null `to` there are no Yields. */
    abstract void labelled(Label label, List<Value> receives, Region region, List<Value> to);

    /** A region that is left by exceptions only. */
    abstract void apart(Region region);

    /** A region that yields one element, and may be left by jumps. */
    abstract void element(Type type, Region region);

    abstract void otherwise(Op.Terminator end);

    abstract void yields(List<Value> values);

    abstract void jumps(Label to, List<Value> values);

    abstract void returns(List<Value> values);

    abstract void suspends(List<Value> values);

    final Module module() {
        return module;
    }

    final void literal(Object literal, Type type) {
        boolean ok = switch (type) {
            case Type.Float _ -> literal instanceof Double;
            case Type.Bool _ -> literal instanceof Long x && (x == 0 || x == 1);
            case Type.Int(int bits, boolean signed) -> {
                int spare = 64 - bits;
                yield literal instanceof Long x && x == (signed ? x << spare >> spare : x << spare >>> spare);
            }
            default -> false;
        };
        require(ok, "%s is no literal of %s", literal, type);
    }

    final boolean takes(Arithmetic kind, Type type) {
        return switch (kind) {
            case ADD, SUB, MUL, FLOORDIV, MOD, MIN, MAX -> type instanceof Type.Int || type instanceof Type.Float;
            case DIV -> type instanceof Type.Float;
            case REM, POW, SHL, SHR -> type instanceof Type.Int;
            case AND, OR, XOR -> type instanceof Type.Int || type instanceof Type.Bool;
        };
    }

    final void call(Op.Call c) {
        Function callee = functions.get(c.callee());
        require(callee != null && !callee.generator(), "there is no such function");
        var given = c.args().stream().map(Value::type).toList();
        var wanted = callee.body().params().stream().map(Value::type).toList();
        require(given.equals(wanted), "takes %s, not %s", wanted, given);
        status(c.outs());
        var results = c.outs().stream().skip(1).map(Value::type).toList();
        require(results.equals(callee.results()), "gives %s, not %s", callee.results(), results);
    }

    /** The results of what may fail. */
    final void status(List<Value> outs) {
        require(!outs.isEmpty(), "its first result is the status");
        is(Type.INT32, outs.getFirst());
    }

    final void generate(Op.Generate g) {
        Function body = functions.get(g.callee());
        require(body != null && body.generator(), "there is no such generator");
        same(body.body().params(), g.args());
        boolean fits = g.out().type() instanceof Type.Generator of
                && Layout.leaves(of.item()).equals(body.results());
        require(fits, "%s is no generator of %s", g.out(), body.results());
    }

    final void raise(int number, List<Value> arguments) {
        Module.Site site = site(number);
        require(!site.isCall(), "site %d is a call", number);
        var starts = new HashMap<Integer, Type>();
        int slots = 0;
        for (Value v : arguments) {
            starts.put(slots, v.type());
            slots += Layout.slots(v.type());
        }
        require(slots <= Layout.MOST_OF_AN_EXCEPTION, "its run-time arguments take %d slots", slots);
        for (Module.Argument given : site.arguments()) {
            Module.Argument a = given instanceof Module.Argument.Named n ? n.value() : given;
            if (a instanceof Module.Argument.Slot(int slot, Type type) && !(type instanceof Type.Tuple)) {
                require(starts.containsKey(slot), "gives no argument for slot %d", slot);
                same(
                        type instanceof Type.Complex c
                                ? c.part()
                                : Layout.leaves(type).getFirst(),
                        starts.get(slot));
            }
        }
    }

    final Module.Site site(int number) {
        require(number >= 1 && number <= module.sites().size(), "there is no site %d", number);
        return module.sites().get(number - 1);
    }

    final void view(Op.View v) {
        Type element = array(v.array()).element();
        int taken = 0, made = 0;
        for (Op.Axis axis : v.axes()) {
            switch (axis) {
                case Op.Axis.At(Value index) -> {
                    is(Type.INT64, index);
                    taken++;
                }
                case Op.Axis.Slice(Value start, Value length, Value step) -> {
                    is(Type.INT64, start, length, step);
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

    final void elementwise(Op.Elementwise e) {
        cOrdered(e.out(), "a fresh array is C-ordered");
        index(e.out(), e.shape());
        require(e.body().params().size() == e.inputs().size(), "each input has one parameter");
        for (int i = 0; i < e.inputs().size(); i++) {
            Type.Array input = array(e.inputs().get(i));
            same(input.element(), e.body().params().get(i).type());
            require(input.rank() <= e.shape().size(), "an input has more axes than the result");
        }
    }

    final void index(Value array, List<Value> index) {
        int rank = array(array).rank();
        require(index.size() == rank, "%s has %d axes", array, rank);
        are(Type.INT64, index);
    }

    final void axis(Value array, int axis) {
        require(axis >= 0 && axis < array(array).rank(), "there is no axis %d", axis);
    }

    final void permutation(List<Integer> permutation, int rank) {
        var axes = permutation.stream().sorted().toList();
        require(
                axes.equals(IntStream.range(0, rank).boxed().toList()),
                "%s is no permutation of the axes",
                permutation);
    }

    final void cOrdered(Value array, String message) {
        require(array(array).layout() == Type.Layout.C, message);
    }

    final void writable(Value array) {
        require(!array(array).readOnly(), "%s is read-only", array);
    }

    final Type.Array array(Value v) {
        require(v.type() instanceof Type.Array, "%s is no array", v);
        return (Type.Array) v.type();
    }

    final Type.Generator generator(Value v) {
        require(v.type() instanceof Type.Generator, "%s is no generator", v);
        return (Type.Generator) v.type();
    }

    final Type.ListOf list(Value v) {
        require(v.type() instanceof Type.ListOf, "%s is no list", v);
        return (Type.ListOf) v.type();
    }

    final Type.Instance object(Value v) {
        require(v.type() instanceof Type.Instance, "%s is no object", v);
        return (Type.Instance) v.type();
    }

    /** The values are the leaves of one of this type, in order. */
    final void leaves(Type type, List<Value> values) {
        var leaves = Layout.leaves(type);
        require(leaves.equals(types(values)), "an item consists of %s", leaves);
    }

    final void reference(Value v) {
        require(Layout.isReference(v.type()), "%s is no array or list", v);
    }

    final Type scalar(Value v) {
        require(v.type() instanceof Type.Scalar, "%s is no scalar", v);
        return v.type();
    }

    /** A complex number goes into Complex, Part, Select, Load and Store only. */
    final Type real(Value v) {
        require(!(v.type() instanceof Type.Complex), "%s is complex", v);
        return scalar(v);
    }

    /** The type of a complex number's parts. */
    final Type part(Value v) {
        require(v.type() instanceof Type.Complex, "%s has no parts", v.type());
        return ((Type.Complex) v.type()).part();
    }

    final void is(Type wanted, Value... found) {
        are(wanted, List.of(found));
    }

    final void are(Type wanted, List<Value> found) {
        found.forEach(v -> same(wanted, v.type()));
    }

    final void same(Type wanted, Type found) {
        require(found.equals(wanted), "%s is not %s", found, wanted);
    }

    final void same(List<Value> wanted, List<Value> found) {
        require(types(wanted).equals(types(found)), "%s are not %s", types(found), types(wanted));
    }

    static List<Type> types(List<Value> values) {
        return values.stream().map(Value::type).toList();
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    final void require(boolean ok, String message, Object... args) {
        if (!ok) {
            throw new Broken(message.formatted(args));
        }
    }
}
