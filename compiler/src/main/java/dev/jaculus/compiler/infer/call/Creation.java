package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.ArrayShapes;
import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Lets;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.ArrayOperands;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** New arrays: empty, zeros, ones, full, and those like another array. */
public final class Creation {
    private Creation() {}

    static void register(Map<String, Known> known) {
        known.put("numpy.empty", (f, a) -> filled(f, a, "np.empty", Optional.empty()));
        known.put("numpy.zeros", (f, a) -> filled(f, a, "np.zeros", Optional.of(0L)));
        known.put("numpy.ones", (f, a) -> filled(f, a, "np.ones", Optional.of(1L)));
        known.put("numpy.full", Creation::full);
        known.put("numpy.empty_like", (f, a) -> filledLike(f, a, "np.empty_like", Optional.empty()));
        known.put("numpy.zeros_like", (f, a) -> filledLike(f, a, "np.zeros_like", Optional.of(0L)));
        known.put("numpy.ones_like", (f, a) -> filledLike(f, a, "np.ones_like", Optional.of(1L)));
        known.put("numpy.full_like", Creation::fullLike);
        known.put("numpy.copy", Creation::copyInOrder);
        known.put("numpy.ndarray.copy", Creation::copy);
    }

    private static Value filled(Scope f, CallArguments arguments, String name, Optional<Long> value) {
        List<Optional<Value>> bound = arguments.bind(name, "shape", "dtype?");
        List<Expr> shape = ArrayOperands.shape(f, bound.getFirst().orElseThrow(), arguments, name);
        Scalar element = ArrayOperands.dtype(bound.getLast(), arguments, name).orElse(Type.FLOAT64);
        return new Computed(make(shape, element, value.map(v -> number(v, element, arguments)), arguments));
    }

    private static Value full(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("np.full", "shape", "fill_value", "dtype?");
        List<Expr> shape = ArrayOperands.shape(f, bound.getFirst().orElseThrow(), arguments, "np.full");
        Expr value = number(bound.get(1).orElseThrow(), arguments, "np.full");
        Scalar element =
                ArrayOperands.dtype(bound.getLast(), arguments, "np.full").orElse((Scalar) value.type());
        return new Computed(make(shape, element, Optional.of(Conversions.cast(value, element)), arguments));
    }

    private static Value filledLike(Scope f, CallArguments arguments, String name, Optional<Long> value) {
        List<Optional<Value>> bound = arguments.bind(name, "a", "dtype?");
        Expr model = ArrayOperands.array(f, bound.getFirst().orElseThrow(), arguments, name);
        Scalar element =
                ArrayOperands.dtype(bound.getLast(), arguments, name).orElse(((Type.Array) model.type()).element());
        return like(f, model, element, value.map(v -> number(v, element, arguments)), arguments);
    }

    private static Value fullLike(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("np.full_like", "a", "fill_value", "dtype?");
        Expr model = ArrayOperands.array(f, bound.getFirst().orElseThrow(), arguments, "np.full_like");
        Expr value = number(bound.get(1).orElseThrow(), arguments, "np.full_like");
        Scalar element = ArrayOperands.dtype(bound.getLast(), arguments, "np.full_like")
                .orElse(((Type.Array) model.type()).element());
        return like(f, model, element, Optional.of(Conversions.cast(value, element)), arguments);
    }

    /** An array of another's shape. Of a Fortran-ordered one it is Fortran-ordered too: the transpose of the reversed shape. */
    private static Value like(Scope f, Expr model, Scalar element, Optional<Expr> value, CallArguments arguments) {
        Span span = arguments.place().span();
        Type.Array type = (Type.Array) model.type();
        return new Computed(Lets.bind(f, model, "model", one -> {
            List<Expr> shape = ArrayShapes.lengths(one, span);
            boolean fortran = type.layout() == Type.Layout.F && type.rank() > 1;
            Expr made = make(fortran ? shape.reversed() : shape, element, value, arguments);
            if (fortran) {
                return ArrayShapes.reversed(made, span);
            }
            return withLast(made, type.last());
        }));
    }

    private static Expr withLast(Expr made, int last) {
        if (last == 0) {
            return made;
        }
        Type.Array type = (Type.Array) made.type();
        Type.Array known = new Type.Array(type.element(), type.rank(), type.layout(), false, last);
        return switch (made) {
            case Expr.NewArray e -> new Expr.NewArray(known, e.shape(), e.span());
            case Expr.Filled e -> new Expr.Filled(known, e.shape(), e.value(), e.span());
            default -> made;
        };
    }

    private static Value copy(Scope f, CallArguments arguments) {
        Value value = arguments.bind("copy", "a").getFirst().orElseThrow();
        return new Computed(copy(
                f,
                ArrayOperands.array(f, value, arguments, "copy"),
                arguments.place().span()));
    }

    /** {@code np.copy}: of a Fortran-ordered array a Fortran-ordered one, other than {@code a.copy()}. */
    private static Value copyInOrder(Scope f, CallArguments arguments) {
        Value value = arguments.bind("np.copy", "a").getFirst().orElseThrow();
        Span span = arguments.place().span();
        return new Computed(f.broadcasting()
                .laidOut(List.of(ArrayOperands.array(f, value, arguments, "np.copy")), List::getFirst, span));
    }

    /** A fresh array with the same elements, in C order. */
    static Expr copy(Scope f, Expr array, Span span) {
        return f.broadcasting().elementwise(List.of(array), List::getFirst, span);
    }

    private static Expr make(List<Expr> shape, Scalar element, Optional<Expr> value, CallArguments arguments) {
        Span span = arguments.place().span();
        int last = shape.size() < 2 ? 0 : shortLength(shape.getLast());
        Type.Array type = new Type.Array(element, shape.size(), Type.Layout.C, false, last);
        return value.<Expr>map(fill -> new Expr.Filled(type, shape, fill, span))
                .orElseGet(() -> new Expr.NewArray(type, shape, span));
    }

    /** A literal length that is short enough to be worth knowing, else 0. */
    private static int shortLength(Expr length) {
        long known = Trees.literalInt(length).orElse(0);
        return known >= 2 && known <= 4 ? (int) known : 0;
    }

    private static Expr number(Value value, CallArguments arguments, String function) {
        if (value instanceof Computed c && c.type() instanceof Scalar) {
            return c.tree();
        }
        throw Errors.argument(arguments.at(value), function, Describe.value(value), "a number");
    }

    private static Expr number(long value, Scalar type, CallArguments arguments) {
        return Trees.number(value, type, arguments.place().span());
    }
}
