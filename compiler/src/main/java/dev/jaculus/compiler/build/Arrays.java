package dev.jaculus.compiler.build;

import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Bytes;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Builds what concerns arrays: elements, views, allocation, elementwise operations and stores. */
final class Arrays {
    private final Expressions expressions;
    private final FunctionBuilder function;
    private final Code code;
    private final List<Module.Data> data;
    private final Slicing slicing;

    Arrays(Expressions expressions, FunctionBuilder function, Code code, List<Module.Data> data) {
        this.expressions = expressions;
        this.function = function;
        this.code = code;
        this.data = data;
        this.slicing = new Slicing(expressions, code);
    }

    Slicing slicing() {
        return slicing;
    }

    /** The value of an expression that {@link Expressions} leaves to this class. */
    Value build(Expr e) {
        return switch (e) {
            case Expr.Element x -> {
                Value array = expressions.value(x.array());
                List<Value> places = places(array, x.index(), x.checked());
                Value out = code.fresh(x.type());
                code.add(new Op.Load(out, array, places));
                yield out;
            }
            case Expr.View v -> view(v);
            case Expr.Transpose t -> {
                Value array = expressions.value(t.array());
                Value out = code.fresh(t.type());
                code.add(new Op.Transpose(out, array, t.permutation()));
                yield out;
            }
            case Expr.Reshape r -> reshape(r);
            case Expr.Strided s -> {
                Value array = expressions.value(s.array());
                List<Value> shape = shape(s.shape());
                List<Value> strides =
                        s.strides().stream().map(expressions::value).toList();
                Value out = code.fresh(s.type());
                code.add(new Op.Strided(out, array, shape, strides));
                yield out;
            }
            case Expr.NewArray n -> {
                List<Value> shape = shape(n.shape());
                Value out = code.fresh(n.type());
                code.add(new Op.Alloc(out, shape));
                code.shape(out, shape);
                yield out;
            }
            case Expr.Elementwise w -> elementwise(w);
            case Expr.Filled f -> filled(f.type(), shape(f.shape()), expressions.value(f.value()));
            case Expr.ConstArray c -> constant(c);
            default -> throw new IllegalStateException("not an array expression: " + e);
        };
    }

    private List<Value> places(Value array, List<Expr> index, boolean checked) {
        var places = new ArrayList<Value>();
        for (int axis = 0; axis < index.size(); axis++) {
            places.add(slicing.place(index.get(axis), code.length(array, axis), checked));
        }
        return places;
    }

    private Value view(Expr.View v) {
        Value array = expressions.value(v.array());
        var axes = new ArrayList<Op.Axis>();
        int axis = 0;
        for (Expr.Axis a : v.axes()) {
            axes.add(
                    switch (a) {
                        case Expr.Axis.At at ->
                            new Op.Axis.At(slicing.place(at.index(), code.length(array, axis), v.checked()));
                        case Expr.Axis.Range range -> slicing.slice(range, code.length(array, axis));
                        case Expr.Axis.All _ -> new Op.Axis.All();
                        case Expr.Axis.NewAxis _ -> new Op.Axis.NewAxis();
                        case Expr.Axis.Stretch s -> slicing.stretch(s.length(), code.length(array, axis));
                        case Expr.Axis.Part(boolean imaginary) -> new Op.Axis.Part(imaginary);
                    });
            if (!(a instanceof Expr.Axis.NewAxis)) axis++;
        }
        Value out = code.fresh(v.type());
        code.add(new Op.View(out, array, axes));
        return out;
    }

    /** So many elements of a size in bytes, where the size matters. */
    private Value bytes(Value count, int size, int otherSize) {
        return size == otherSize ? count : code.binary(Arithmetic.MUL, count, code.integer(size));
    }

    private Value reshape(Expr.Reshape r) {
        Value array = expressions.value(r.array());
        List<Value> shape = shape(r.shape());
        int from = ((Type.Array) array.type()).element().size();
        int to = r.type().element().size();
        code.guard(
                code.compare(Order.EQ, bytes(product(code.lengths(array)), from, to), bytes(product(shape), to, from)),
                "builtins.ValueError",
                from == to
                        ? "total size of new array must be unchanged"
                        : "the size of the new dtype must divide the size of the last axis in bytes");
        Value out = code.fresh(r.type());
        code.add(new Op.Reshape(out, array, shape));
        return out;
    }

    private Value product(List<Value> lengths) {
        return lengths.stream()
                .reduce((a, b) -> code.binary(Arithmetic.MUL, a, b))
                .orElseGet(() -> code.integer(1));
    }

    private List<Value> shape(List<Expr> lengths) {
        List<Value> shape = lengths.stream().map(expressions::value).toList();
        for (Value n : shape) {
            if (code.isNotNegative(n)) continue;
            Value ok = code.compare(Order.GE, n, code.integer(0));
            code.guard(ok, "builtins.ValueError", "negative dimensions not allowed");
        }
        return shape;
    }

    /** An array of one value everywhere. */
    private Value filled(Type.Array type, List<Value> shape, Value value) {
        Region body = code.region(List.of(), () -> code.end(new Op.Yield(List.of(value))));
        Value out = code.fresh(type);
        code.add(new Op.Elementwise(out, shape, List.of(), body));
        code.shape(out, shape);
        return out;
    }

    private Value elementwise(Expr.Elementwise e) {
        var inputs = new ArrayList<Value>();
        var params = new ArrayList<Value>();
        var names = new HashMap<String, FunctionBuilder.Variable>();
        for (Expr.Input input : e.inputs()) {
            Value array = expressions.value(input.array());
            Type.Scalar element = ((Type.Array) array.type()).element();
            Value param = code.fresh(element);
            inputs.add(array);
            params.add(param);
            names.put(input.name(), new FunctionBuilder.Variable(element, new Datum.Single(param)));
        }
        List<Value> shape = broadcast(inputs, e.type().rank());
        Region body = code.region(
                params,
                () -> function.withAll(names, () -> code.end(new Op.Yield(List.of(expressions.value(element(e)))))));
        Value out = code.fresh(e.type());
        code.add(new Op.Elementwise(out, shape, inputs, body));
        code.shape(out, shape);
        return out;
    }

    private static Expr element(Expr.Elementwise e) {
        Type element = e.type().element();
        return e.body().type().equals(element) ? e.body() : new Expr.Cast(element, e.body(), e.span());
    }

    /** NumPy's broadcasting: axes are matched from the last; lengths are equal, or 1 where the other's is taken. */
    private List<Value> broadcast(List<Value> inputs, int rank) {
        var shape = new ArrayList<Value>();
        for (int axis = 0; axis < rank; axis++) {
            Value length = null;
            int lastKnown = 0;
            for (Value input : inputs) {
                Type.Array type = (Type.Array) input.type();
                int own = axis - (rank - type.rank());
                if (own < 0) continue;
                Value n = code.length(input, own);
                int known = own == type.rank() - 1 ? type.last() : 0;
                if (length == null || (known > 0 && known == lastKnown)) {
                    length = n;
                } else {
                    length = common(length, n);
                }
                lastKnown = known;
            }
            shape.add(length);
        }
        return shape;
    }

    private Value common(Value left, Value right) {
        Value one = code.integer(1);
        Value leftIsOne = code.compare(Order.EQ, left, one);
        Value fits =
                code.or(code.compare(Order.EQ, left, right), code.or(leftIsOne, code.compare(Order.EQ, right, one)));
        code.guard(fits, "builtins.ValueError", "operands could not be broadcast together");
        return code.notNegative(code.select(leftIsOne, right, left));
    }

    private Value constant(Expr.ConstArray c) {
        return constant(new Module.Data(c.type(), c.shape(), c.data()));
    }

    /** An array of the module's data. */
    Value constant(Module.Data constant) {
        int number = data.indexOf(constant);
        if (number < 0) {
            number = data.size();
            data.add(constant);
        }
        Value out = code.fresh(constant.type());
        code.add(new Op.DataArray(out, number));
        return out;
    }

    /** A constant text. */
    Value text(String text) {
        List<Object> points =
                text.codePoints().<Object>mapToObj(point -> (long) point).toList();
        return constant(new Module.Data(Type.CODE_POINTS, List.of(points.size()), Bytes.of(Type.UINT32, points)));
    }

    // Stores. Python evaluates the right side first, then the target.

    void storeElement(Stmt.StoreElement s) {
        Value value = expressions.value(s.value());
        Value array = expressions.value(s.array());
        List<Value> places = places(array, s.index(), s.checked());
        code.add(new Op.Store(array, places, value));
    }

    void storeArray(Stmt.StoreArray s) {
        Value value = expressions.value(s.value());
        Value target = expressions.value(s.target());
        Type.Array type = (Type.Array) target.type();
        if (value.type() instanceof Type.Array from) {
            fits(target, type, value, from);
        } else {
            Type.Array whole = new Type.Array(type.element(), type.rank(), Type.Layout.C);
            value = filled(whole, code.lengths(target), value);
        }
        code.add(new Op.Assign(target, value));
    }

    /** A value may have fewer axes than the target, or axes of length 1. */
    private void fits(Value target, Type.Array to, Value value, Type.Array from) {
        for (int axis = 0; axis < from.rank(); axis++) {
            Value n = code.length(value, axis);
            Value room = code.length(target, axis + to.rank() - from.rank());
            Value ok = code.or(code.compare(Order.EQ, n, room), code.compare(Order.EQ, n, code.integer(1)));
            code.guard(ok, "builtins.ValueError", "cannot assign slice from input of different size");
        }
    }
}
