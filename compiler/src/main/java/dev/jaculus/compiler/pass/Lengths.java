package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which lengths of arrays are certainly the same, seen through allocations and views. */
final class Lengths {
    /** An axis of an array that this function did not make. */
    private record AxisOf(Value array, int axis) {}

    private final Map<Value, Op> definitions = new HashMap<>();

    void define(Op op) {
        Ops.results(op).forEach(v -> definitions.put(v, op));
    }

    /** Whether `length` is certainly how long that axis is. */
    boolean same(Value length, Value array, int axis) {
        return key(length).equals(key(array, axis));
    }

    /** Whether an array of this shape is known to have so few elements that LLVM may keep them in registers. */
    boolean isSmall(List<Value> shape) {
        long size = 1;
        for (Value length : shape) {
            if (!(key(length) instanceof Long n) || n > 64) return false;
            size *= n;
        }
        return size <= 64;
    }

    private Object key(Value length) {
        return switch (definitions.get(length)) {
            case Op.Const c -> c.literal();
            case Op.Length l -> key(l.array(), l.axis());
            case null, default -> length;
        };
    }

    private Object key(Value array, int axis) {
        Type.Array type = (Type.Array) array.type();
        if (type.last() > 0 && axis == type.rank() - 1) return (long) type.last();
        return switch (definitions.get(array)) {
            case Op.Alloc a -> key(a.shape().get(axis));
            case Op.Elementwise e -> key(e.shape().get(axis));
            case Op.Reshape r -> key(r.shape().get(axis));
            case Op.Strided s -> key(s.shape().get(axis));
            case Op.Transpose t -> key(t.array(), t.permutation().get(axis));
            case Op.View v -> viewed(v, axis);
            case null, default -> new AxisOf(array, axis);
        };
    }

    private Object viewed(Op.View v, int axis) {
        List<Op.Axis> axes = v.axes();
        int of = 0; // axes of the array so far
        int out = 0; // axes of the view so far
        for (Op.Axis a : axes) {
            if (a instanceof Op.Axis.Part) continue; // the last, without an axis
            boolean here = !(a instanceof Op.Axis.At) && out++ == axis;
            if (here) {
                return switch (a) {
                    case Op.Axis.All _ -> key(v.array(), of);
                    case Op.Axis.Slice s -> key(s.length());
                    case Op.Axis.NewAxis _ -> 1L;
                    case Op.Axis.At _, Op.Axis.Part _ -> throw new IllegalStateException("an index has no axis");
                };
            }
            if (!(a instanceof Op.Axis.NewAxis)) of++;
        }
        return new AxisOf(v.out(), axis);
    }
}
