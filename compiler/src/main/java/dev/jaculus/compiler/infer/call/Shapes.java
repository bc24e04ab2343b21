package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.ArrayShapes;
import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Lets;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.ArrayOperands;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Functions that ask for an array's shape, or give its elements another one. */
public final class Shapes {
    private Shapes() {}

    static void register(Map<String, Known> known) {
        known.put("numpy.shape", (f, a) -> attribute(f, a, "shape"));
        known.put("numpy.size", (f, a) -> attribute(f, a, "size"));
        known.put("numpy.ndim", (f, a) -> attribute(f, a, "ndim"));
        known.put("numpy.reshape", Shapes::reshape);
        known.put("numpy.ndarray.reshape", Shapes::reshapeMethod);
        known.put(
                "numpy.ravel",
                (f, a) -> new Computed(
                        flat(f, array(f, a, "np.ravel", "a"), a.place().span())));
        known.put("numpy.ndarray.flatten", (f, a) -> {
            Span span = a.place().span();
            Expr copy = Creation.copy(f, array(f, a, "flatten", "a"), span);
            return new Computed(flat(f, copy, span));
        });
        known.put("numpy.ndarray.fill", Shapes::fill);
        known.put("numpy.asarray", Shapes::same);
        known.put("numpy.ascontiguousarray", (f, a) -> {
            Value given = a.bind("np.ascontiguousarray", "a").getFirst().orElseThrow();
            boolean single = given instanceof Computed c
                    && (c.type() instanceof Type.Scalar || (c.type() instanceof Type.Array zero && zero.rank() == 0));
            if (single) {
                return f.calls()
                        .named("numpy.atleast_1d", List.of(given), a.place().span());
            }
            Expr array = ArrayOperands.array(f, given, a, "np.ascontiguousarray");
            boolean contiguous = ((Type.Array) array.type()).layout() == Type.Layout.C;
            return new Computed(
                    contiguous ? array : Creation.copy(f, array, a.place().span()));
        });
        known.put("numpy.expand_dims", Shapes::expand);
        known.put("numpy.ndarray.view", Shapes::view);
        known.put("numpy.dtype", (f, a) -> {
            Value value = a.bind("np.dtype", "dtype").getFirst().orElseThrow();
            Type.Scalar type =
                    ArrayOperands.dtype(Optional.of(value), a, "np.dtype").orElseThrow();
            return new Value.Fixed(new Frozen.TypeObject(type));
        });
    }

    private static Expr array(Scope f, CallArguments arguments, String function, String parameter) {
        return ArrayOperands.array(
                f, arguments.bind(function, parameter).getFirst().orElseThrow(), arguments, function);
    }

    /** Of a number, of what is an array, or of what {@code np.asarray} makes of it. */
    private static Value attribute(Scope f, CallArguments arguments, String name) {
        Span span = arguments.place().span();
        Value value = arguments.bind("np." + name, "a").getFirst().orElseThrow();
        if (value instanceof Computed c && c.type() instanceof Type.Scalar) {
            return switch (name) {
                case "ndim" -> new Computed(Trees.integer(0, span));
                case "size" -> new Computed(Trees.integer(1, span));
                default -> Trees.tupleOf(List.of(), span);
            };
        }
        boolean array = value instanceof Computed c && c.type() instanceof Type.Array;
        Value given = array ? value : f.calls().named("numpy.asarray", List.of(value), span);
        return f.attributes().of(given, name, span);
    }

    private static Value same(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("np.asarray", "a", "dtype?");
        Value value = bound.getFirst().orElseThrow();
        if (value instanceof Computed c && c.type() instanceof Type.Array type) {
            Type.Scalar element = ArrayOperands.dtype(bound.getLast(), arguments, "np.asarray")
                    .orElse(type.element());
            return new Computed(
                    type.element().equals(element)
                            ? c.tree()
                            : f.broadcasting()
                                    .laidOut(
                                            List.of(c.tree()),
                                            items -> Conversions.cast(items.getFirst(), element),
                                            arguments.place().span()));
        }
        return ArrayLiterals.array(f, arguments);
    }

    private static Value fill(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("fill", "a", "value");
        Expr array = ArrayOperands.array(f, bound.getFirst().orElseThrow(), arguments, "fill");
        f.indexing()
                .storeArray(
                        array, bound.getLast().orElseThrow(), arguments.place().span());
        return new Computed(Trees.none(arguments.place().span()));
    }

    // Reshaping.

    private static Value reshape(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("np.reshape", "a", "shape");
        Expr array = ArrayOperands.array(f, bound.getFirst().orElseThrow(), arguments, "np.reshape");
        return reshaped(f, array, bound.getLast().orElseThrow(), arguments);
    }

    /** {@code a.reshape(2, 3)} or {@code a.reshape((2, 3))}. */
    private static Value reshapeMethod(Scope f, CallArguments arguments) {
        List<Value> given = arguments.unnamed("reshape");
        if (given.size() < 2) {
            throw Errors.missingArgument(arguments.place(), "reshape", "shape");
        }
        Expr array = ArrayOperands.array(f, given.getFirst(), arguments, "reshape");
        Value shape = given.size() == 2
                ? given.getLast()
                : Trees.tupleOf(
                        given.subList(1, given.size()), arguments.place().span());
        return reshaped(f, array, shape, arguments);
    }

    private static Value reshaped(Scope f, Expr array, Value shape, CallArguments arguments) {
        Type.Array type = (Type.Array) array.type();
        Span span = arguments.place().span();
        if (type.layout() != Type.Layout.C && type.rank() > 1) {
            throw Errors.argument(
                    arguments.place(), "reshape", "an array that is not contiguous", "a copy: `a.copy()`");
        }
        List<Expr> lengths = ArrayOperands.shape(f, shape, arguments, "reshape");
        Expr contiguous = type.layout() == Type.Layout.C ? array : Creation.copy(f, array, span);
        return new Computed(Lets.bind(f, contiguous, "array", one -> reshape(f, one, lengths, span)));
    }

    /** One length may be -1: what is left over. */
    private static Expr reshape(Scope f, Expr array, List<Expr> lengths, Span span) {
        Type.Array type = (Type.Array) array.type();
        List<Expr> shape = new ArrayList<>();
        for (int i = 0; i < lengths.size(); i++) {
            shape.add(left(f, array, lengths, i, span));
        }
        Type.Array result = new Type.Array(type.element(), lengths.size(), Type.Layout.C, type.readOnly(), 0);
        return new Expr.Reshape(result, array, shape, span);
    }

    private static Expr left(Scope f, Expr array, List<Expr> lengths, int which, Span span) {
        Expr length = lengths.get(which);
        if (Trees.literalInt(length).isPresent() && Trees.literalInt(length).getAsLong() >= 0) {
            return length;
        }
        Expr others = Trees.integer(1, span);
        for (int i = 0; i < lengths.size(); i++) {
            if (i != which) {
                others = ArrayShapes.times(others, lengths.get(i), span);
            }
        }
        Expr rest =
                new Expr.Binary(Type.INT64, Arithmetic.FLOORDIV, ArrayShapes.size(array, span), others, false, span);
        if (Trees.literalInt(length).isPresent()) {
            return rest;
        }
        return Lets.bind(f, length, "length", one -> {
            Expr given = new Expr.Compare(Order.GE, one, Trees.integer(0, span), span);
            return new Expr.Choice(Type.INT64, given, one, rest, span);
        });
    }

    /** All elements in C order: a view where the array is contiguous, else a copy. */
    static Expr flat(Scope f, Expr array, Span span) {
        Type.Array type = (Type.Array) array.type();
        if (type.rank() == 1 && type.layout() == Type.Layout.C) {
            return array;
        }
        Expr contiguous = type.layout() == Type.Layout.C ? array : Creation.copy(f, array, span);
        if (type.rank() == 1) {
            return contiguous;
        }
        boolean readOnly = ((Type.Array) contiguous.type()).readOnly(); // a copy is not
        Type.Array line = new Type.Array(type.element(), 1, Type.Layout.C, readOnly, 0);
        return Lets.bind(
                f, contiguous, "array", one -> new Expr.Reshape(line, one, List.of(ArrayShapes.size(one, span)), span));
    }

    /** The same bytes as elements of another type; the last axis is longer or shorter by the ratio of the sizes. */
    private static Value view(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("view", "a", "dtype");
        Expr array = ArrayOperands.array(f, bound.getFirst().orElseThrow(), arguments, "view");
        Type.Scalar element =
                ArrayOperands.dtype(bound.getLast(), arguments, "array.view").orElseThrow();
        Type.Array type = (Type.Array) array.type();
        Span span = arguments.place().span();
        if (type.element().equals(element)) {
            return new Computed(array);
        }
        boolean sameSize = type.element().size() == element.size();
        boolean fortran = sameSize && type.layout() == Type.Layout.F;
        if (type.rank() == 0 || (type.layout() != Type.Layout.C && !fortran)) {
            throw Errors.argument(arguments.place(), "view", "an array that is not contiguous", "a copy: `a.copy()`");
        }
        Expr turned = fortran ? ArrayShapes.reversed(array, span) : array;
        Expr view = Lets.bind(f, turned, "array", one -> {
            List<Expr> shape = new ArrayList<>(ArrayShapes.lengths(one, span));
            if (!sameSize) {
                Expr bytes = ArrayShapes.times(
                        shape.removeLast(), Trees.integer(type.element().size(), span), span);
                shape.add(new Expr.Binary(
                        Type.INT64, Arithmetic.FLOORDIV, bytes, Trees.integer(element.size(), span), false, span));
            }
            Type.Array result = new Type.Array(element, type.rank(), Type.Layout.C, type.readOnly(), 0);
            return new Expr.Reshape(result, one, shape, span);
        });
        return new Computed(fortran ? ArrayShapes.reversed(view, span) : view);
    }

    private static Value expand(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("np.expand_dims", "a", "axis");
        Expr array = ArrayOperands.array(f, bound.getFirst().orElseThrow(), arguments, "np.expand_dims");
        Type.Array type = (Type.Array) array.type();
        Span span = arguments.place().span();
        Value given = bound.getLast().orElseThrow();
        OptionalLong literal = given instanceof Computed c ? Trees.literalInt(c.tree()) : OptionalLong.empty();
        long axis = literal.orElse(Long.MAX_VALUE);
        if (axis < -type.rank() - 1 || axis > type.rank()) {
            return f.calls().named("jaculus.expand_dims_at", List.of(new Computed(array), given), span);
        }
        long place = axis < 0 ? axis + type.rank() + 1 : axis;
        List<Expr.Axis> axes = new ArrayList<>();
        for (int i = 0; i <= type.rank(); i++) {
            axes.add(i == place ? new Expr.Axis.NewAxis() : new Expr.Axis.All());
        }
        boolean last = place == type.rank();
        Type.Array result =
                new Type.Array(type.element(), type.rank() + 1, type.layout(), type.readOnly(), last ? 0 : type.last());
        return new Computed(new Expr.View(result, array, axes, false, span));
    }
}
