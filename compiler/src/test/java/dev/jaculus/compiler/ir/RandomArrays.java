package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The operations of a random function that are about arrays. */
final class RandomArrays {
    private final Random random;
    private final RandomValues values;
    private final Type.Array data;
    private final Supplier<Op.Terminator> otherwise;
    private final BiFunction<List<Value>, Type.Scalar, Region> elementwise;

    RandomArrays(
            Random random,
            RandomValues values,
            Type.Array data,
            Supplier<Op.Terminator> otherwise,
            BiFunction<List<Value>, Type.Scalar, Region> elementwise) {
        this.random = random;
        this.values = values;
        this.data = data;
        this.otherwise = otherwise;
        this.elementwise = elementwise;
    }

    void statement() {
        Value a = any();
        switch (random.nextInt(10)) {
            case 0 -> values.emit(new Op.Load(values.fresh(type(a).element()), a, index(a)));
            case 1 -> load(a);
            case 2, 3 -> store(a);
            case 4 -> view(a);
            case 5 -> transpose(a);
            case 6 -> elementwise(a);
            case 7 -> assign(a);
            case 8 -> overlap(a);
            default -> {
                if (random.nextBoolean()) {
                    reshape(a);
                } else if (random.nextBoolean()) {
                    repeated(a);
                } else {
                    values.emit(new Op.DataArray(values.define(data), 0));
                }
            }
        }
    }

    /** An array type that every array of its element and rank can be seen as. */
    Type.Array anyLayout() {
        return new Type.Array(values.scalarType(), 1 + random.nextInt(2), Type.Layout.A);
    }

    /** An array that is there, or a new one. */
    private Value any() {
        List<Value> there = values.visible().stream()
                .filter(v -> v.type() instanceof Type.Array)
                .toList();
        if (there.isEmpty() || random.nextInt(10) == 0) {
            return fresh(new Type.Array(values.scalarType(), 1 + random.nextInt(2), Type.Layout.C));
        }
        return Numerals.pick(random, there);
    }

    /** An array of exactly this type. */
    Value array(Type.Array wanted) {
        List<Value> there = values.visible().stream()
                .filter(v -> v.type() instanceof Type.Array t && fits(t, wanted))
                .toList();
        if (there.isEmpty() || random.nextInt(6) == 0) {
            return as(
                    wanted,
                    fresh(new Type.Array(wanted.element(), wanted.rank(), Type.Layout.C, false, wanted.last())));
        }
        return as(wanted, Numerals.pick(random, there));
    }

    private static boolean fits(Type.Array given, Type.Array wanted) {
        return given.equals(wanted)
                || (given.element().equals(wanted.element())
                        && given.rank() == wanted.rank()
                        && wanted.layout() == Type.Layout.A
                        && (wanted.readOnly() || !given.readOnly()));
    }

    private Value as(Type.Array wanted, Value array) {
        if (array.type().equals(wanted)) {
            return array;
        }
        if (wanted.layout() == Type.Layout.F) {
            Value turned = transposed(array, wanted);
            return turned;
        }
        Value seen = values.define(wanted);
        values.emit(new Op.View(seen, array, Collections.nCopies(wanted.rank(), new Op.Axis.All())));
        return seen;
    }

    private Value transposed(Value array, Type.Array type) {
        var axes = new ArrayList<Integer>();
        for (int i = type.rank() - 1; i >= 0; i--) {
            axes.add(i);
        }
        Value turned = values.define(type);
        values.emit(new Op.Transpose(turned, array, axes));
        return turned;
    }

    private Value fresh(Type.Array type) {
        var shape = new ArrayList<Value>();
        for (int axis = 0; axis < type.rank(); axis++) {
            boolean known = type.last() != 0 && axis == type.rank() - 1;
            shape.add(values.constant(Type.INT64, known ? (long) type.last() : (long) random.nextInt(4)));
        }
        Value made = values.define(type);
        values.emit(new Op.Alloc(made, shape));
        fill(made, shape); // nobody may read what was there before
        return made;
    }

    private void fill(Value array, List<Value> shape) {
        Value x = values.scalar(type(array).element());
        Region body = values.region(List.of(), () -> new Op.Yield(List.of(x)));
        Value full = values.define(new Type.Array(type(array).element(), shape.size(), Type.Layout.C));
        values.emit(new Op.Elementwise(full, shape, List.of(), body));
        values.emit(new Op.Assign(array, full));
    }

    private List<Value> index(Value a) {
        var index = new ArrayList<Value>();
        for (int axis = 0; axis < type(a).rank(); axis++) {
            Value i = values.scalar(Type.INT64);
            values.emit(new Op.CheckIndex(i, length(a, axis), otherwise.get()));
            index.add(i);
        }
        return index;
    }

    private Value length(Value a, int axis) {
        Value n = values.define(Type.INT64);
        values.emit(new Op.Length(n, a, axis));
        return n;
    }

    private void load(Value a) {
        List<Value> index = index(a);
        values.emit(new Op.Load(values.define(type(a).element()), a, index));
    }

    private void store(Value a) {
        if (!type(a).readOnly()) {
            List<Value> index = index(a);
            values.emit(new Op.Store(a, index, values.scalar(type(a).element())));
        }
    }

    private void view(Value a) {
        var axes = new ArrayList<Op.Axis>();
        int rank = 0;
        for (int axis = 0; axis < type(a).rank(); axis++) {
            if (random.nextInt(6) == 0) {
                axes.add(new Op.Axis.NewAxis());
                rank++;
            }
            switch (random.nextInt(5)) {
                case 0 -> {
                    Value i = values.scalar(Type.INT64);
                    values.emit(new Op.CheckIndex(i, length(a, axis), otherwise.get()));
                    axes.add(new Op.Axis.At(i));
                    rank--;
                }
                case 1 -> {
                    Value n = length(a, axis), one = values.constant(Type.INT64, 1L);
                    axes.add(new Op.Axis.Slice(minus(n, one), n, values.constant(Type.INT64, -1L)));
                }
                case 2 -> {
                    Value two = values.constant(Type.INT64, 2L), n = length(a, axis);
                    Value half = binary(Arithmetic.FLOORDIV, n, two);
                    axes.add(new Op.Axis.Slice(values.constant(Type.INT64, 0L), half, two));
                }
                case 3 -> {
                    Value one = values.constant(Type.INT64, 1L), n = length(a, axis);
                    values.emit(new Op.CheckIndex(one, n, otherwise.get()));
                    axes.add(new Op.Axis.Slice(one, minus(n, one), one));
                }
                default -> axes.add(new Op.Axis.All());
            }
            rank++;
        }
        Type.Array t = type(a);
        Type.Layout layout = rank == 0 ? Type.Layout.C : Type.Layout.A;
        values.emit(new Op.View(values.define(new Type.Array(t.element(), rank, layout, t.readOnly(), 0)), a, axes));
    }

    private void transpose(Value a) {
        Type.Array t = type(a);
        Type.Layout layout = t.rank() < 2
                ? t.layout()
                : switch (t.layout()) {
                    case C -> Type.Layout.F;
                    case F -> Type.Layout.C;
                    case A -> Type.Layout.A;
                };
        transposed(a, new Type.Array(t.element(), t.rank(), layout, t.readOnly(), 0));
    }

    /** The array under a new first axis that stands still, and its other axes as they are. */
    private void repeated(Value a) {
        Type.Array t = type(a);
        var shape = new ArrayList<>(List.of(values.constant(Type.INT64, 2L)));
        var strides = new ArrayList<>(List.of(values.constant(Type.INT64, 0L)));
        for (int axis = 0; axis < t.rank(); axis++) {
            shape.add(length(a, axis));
            Value stride = values.define(Type.INT64);
            values.emit(new Op.Stride(stride, a, axis));
            strides.add(stride);
        }
        Value seen = values.define(new Type.Array(t.element(), t.rank() + 1, Type.Layout.A, true, 0));
        values.emit(new Op.Strided(seen, a, shape, strides));
    }

    private void reshape(Value a) {
        Type.Array t = type(a);
        if (t.layout() == Type.Layout.C && !t.readOnly()) {
            Value size = values.constant(Type.INT64, 1L);
            for (int axis = 0; axis < t.rank(); axis++) {
                size = binary(Arithmetic.MUL, size, length(a, axis));
            }
            Value flat = values.define(new Type.Array(t.element(), 1, Type.Layout.C));
            values.emit(new Op.Reshape(flat, a, List.of(size)));
        }
    }

    /** Of the array's shape; other inputs are of the same rank, held to be as long, or of no axes. */
    private void elementwise(Value a) {
        List<Value> shape = new ArrayList<>();
        for (int axis = 0; axis < type(a).rank(); axis++) {
            shape.add(length(a, axis));
        }
        var inputs = new ArrayList<>(List.of(a));
        for (Value other : List.copyOf(values.visible())) {
            if (other.type() instanceof Type.Array t && random.nextInt(4) == 0 && t.rank() <= shape.size()) {
                sameLengths(other, shape);
                inputs.add(other);
            }
        }
        var params = new ArrayList<Value>();
        inputs.forEach(in -> params.add(values.fresh(type(in).element())));
        Type.Scalar element = values.scalarType();
        Region body = elementwise.apply(params, element);
        Value made = values.define(new Type.Array(element, shape.size(), Type.Layout.C));
        values.emit(new Op.Elementwise(made, shape, inputs, body));
    }

    private void sameLengths(Value other, List<Value> shape) {
        int added = shape.size() - type(other).rank();
        for (int axis = 0; axis < type(other).rank(); axis++) {
            Value n = length(other, axis), same = values.define(Type.BOOL);
            values.emit(new Op.Compare(same, Order.EQ, n, shape.get(axis + added)));
            values.emit(new Op.Guard(same, otherwise.get()));
        }
    }

    private void assign(Value a) {
        if (type(a).readOnly()) {
            return;
        }
        List<Value> others = values.visible().stream()
                .filter(v -> v.type() instanceof Type.Array t
                        && t.element().equals(type(a).element())
                        && t.rank() <= type(a).rank())
                .toList();
        var shape = new ArrayList<Value>();
        for (int axis = 0; axis < type(a).rank(); axis++) {
            shape.add(length(a, axis));
        }
        if (random.nextInt(3) == 0) {
            fill(a, shape);
            return;
        }
        Value other = Numerals.pick(random, others);
        sameLengths(other, shape);
        values.emit(new Op.Assign(a, other));
    }

    private void overlap(Value a) {
        if (random.nextBoolean()) {
            Value other = any();
            values.emit(new Op.MayOverlap(values.define(Type.BOOL), a, other));
            return;
        }
        Value none = values.fresh(a.type());
        values.emit(new Op.Unbound(none));
        Value condition = values.scalar(Type.BOOL);
        Region then = values.region(List.of(), () -> new Op.Yield(List.of(a)));
        Region orElse = values.region(List.of(), () -> new Op.Yield(List.of(none)));
        Value either = values.fresh(a.type()), bound = values.define(Type.BOOL);
        values.emit(new Op.If(List.of(either), condition, then, orElse));
        values.emit(new Op.IsBound(bound, either));
        values.emit(new Op.Guard(bound, otherwise.get()));
        values.show(either);
    }

    private Value minus(Value a, Value b) {
        return binary(Arithmetic.SUB, a, b);
    }

    private Value binary(Arithmetic kind, Value a, Value b) {
        Value result = values.define(Type.INT64);
        values.emit(new Op.Binary(result, kind, a, b));
        return result;
    }

    private static Type.Array type(Value array) {
        return (Type.Array) array.type();
    }
}
