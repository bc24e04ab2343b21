package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.ArrayOperands;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Arrays seen in a larger shape, without a copy: what the library's {@code np.broadcast_to} and indices of several arrays stand on. */
public final class Stretching {
    private Stretching() {}

    static void register(Map<String, Known> known) {
        known.put("jaculus.intrinsics.stretched", (f, arguments) -> {
            List<Optional<Value>> bound = arguments.bind("stretched", "a", "shape");
            Expr array = ArrayOperands.array(f, bound.getFirst().orElseThrow(), arguments, "stretched");
            List<Expr> shape = ArrayOperands.shape(f, bound.getLast().orElseThrow(), arguments, "stretched");
            return new Computed(stretched(array, shape, arguments.place().span()));
        });
        known.put("jaculus.intrinsics.strided", (f, arguments) -> {
            List<Optional<Value>> bound = arguments.bind("strided", "a", "shape", "strides");
            Expr array = ArrayOperands.array(f, bound.getFirst().orElseThrow(), arguments, "strided");
            List<Expr> shape = ArrayOperands.shape(f, bound.get(1).orElseThrow(), arguments, "strided");
            List<Expr> strides = ArrayOperands.shape(f, bound.getLast().orElseThrow(), arguments, "strided");
            if (shape.size() != strides.size()) {
                throw Errors.refused(arguments.place(), "as many strides as lengths");
            }
            Type.Array from = (Type.Array) array.type();
            Type.Array type = new Type.Array(from.element(), shape.size(), Type.Layout.A, from.readOnly(), 0);
            return new Computed(new Expr.Strided(
                    type, array, shape, strides, arguments.place().span()));
        });
        known.put("jaculus.intrinsics.may_overlap", (f, arguments) -> {
            List<Optional<Value>> bound = arguments.bind("may_overlap", "a", "b");
            Expr left = ArrayOperands.array(f, bound.getFirst().orElseThrow(), arguments, "may_overlap");
            Expr right = ArrayOperands.array(f, bound.getLast().orElseThrow(), arguments, "may_overlap");
            return new Computed(
                    new Expr.MayOverlap(left, right, arguments.place().span()));
        });
    }

    /** A read-only view; new axes come in front. */
    static Expr stretched(Expr array, List<Expr> shape, Span span) {
        Type.Array type = (Type.Array) array.type();
        List<Expr.Axis> lifted = new ArrayList<>();
        List<Expr.Axis> axes = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            lifted.add(i < shape.size() - type.rank() ? new Expr.Axis.NewAxis() : new Expr.Axis.All());
            axes.add(new Expr.Axis.Stretch(shape.get(i)));
        }
        Type.Array result = new Type.Array(type.element(), shape.size(), Type.Layout.A, true, 0);
        Expr whole = shape.size() == type.rank() ? array : new Expr.View(result, array, lifted, false, span);
        return new Expr.View(result, whole, axes, false, span);
    }
}
