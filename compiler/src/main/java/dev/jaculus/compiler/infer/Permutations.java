package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.infer.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** {@code np.transpose}, {@code np.swapaxes} and {@code np.moveaxis}: views whose axes stand in another order, which must be constant. */
final class Permutations {
    private Permutations() {}

    static void register(Map<String, Calls.Known> known) {
        known.put("numpy.transpose", (f, a) -> transpose(f, a, a.bind("np.transpose", "a", "axes?")));
        known.put("numpy.ndarray.transpose", (f, a) -> {
            List<Value> given = a.unnamed("transpose");
            Optional<Value> axes = switch (given.size()) {
                case 1 -> Optional.empty();
                case 2 -> Optional.of(given.getLast());
                default ->
                    Optional.of(Trees.tupleOf(
                            given.subList(1, given.size()), a.place().span()));
            };
            return transpose(f, a, List.of(Optional.of(given.getFirst()), axes));
        });
        known.put("numpy.swapaxes", (f, a) -> {
            List<Optional<Value>> bound = a.bind("np.swapaxes", "a", "axis1", "axis2");
            Expr array = Creation.array(bound.getFirst().orElseThrow(), a, "np.swapaxes");
            List<Integer> order = natural(array);
            Collections.swap(
                    order,
                    axis(bound.get(1).orElseThrow(), array, a, "np.swapaxes"),
                    axis(bound.get(2).orElseThrow(), array, a, "np.swapaxes"));
            return new Computed(permuted(array, order, a.place().span()));
        });
        known.put("numpy.moveaxis", (f, a) -> {
            List<Optional<Value>> bound = a.bind("np.moveaxis", "a", "source", "destination");
            Expr array = Creation.array(bound.getFirst().orElseThrow(), a, "np.moveaxis");
            List<Integer> order = natural(array);
            Integer moved = order.remove(axis(bound.get(1).orElseThrow(), array, a, "np.moveaxis"));
            order.add(axis(bound.get(2).orElseThrow(), array, a, "np.moveaxis"), moved);
            return new Computed(permuted(array, order, a.place().span()));
        });
    }

    private static Value transpose(FunctionInference f, CallArguments arguments, List<Optional<Value>> bound) {
        Expr array = Creation.array(bound.getFirst().orElseThrow(), arguments, "np.transpose");
        Value none = bound.getLast().orElse(null);
        if (none == null || (none instanceof Computed c && c.type() instanceof Type.None)) {
            return new Computed(reversed(array, arguments.place().span()));
        }
        List<Integer> order = new ArrayList<>();
        for (Value item : f.operators.items(none, arguments.place().span())) {
            order.add(axis(item, array, arguments, "np.transpose"));
        }
        if (new HashSet<>(order).size() != rank(array) || order.size() != rank(array)) {
            throw Errors.argument(arguments.place(), "np.transpose", "these axes", "each axis of the array once");
        }
        return new Computed(permuted(array, order, arguments.place().span()));
    }

    private static List<Integer> natural(Expr array) {
        return new ArrayList<>(IntStream.range(0, rank(array)).boxed().toList());
    }

    private static int rank(Expr array) {
        return ((Type.Array) array.type()).rank();
    }

    private static int axis(Value value, Expr array, CallArguments arguments, String function) {
        OptionalLong literal = value instanceof Computed c ? Trees.literalInt(c.tree()) : OptionalLong.empty();
        int rank = rank(array);
        if (literal.isEmpty() || literal.getAsLong() < -rank || literal.getAsLong() >= rank) {
            throw Errors.argument(
                    arguments.place(),
                    function,
                    "this axis",
                    "constants from %d to %d as axes".formatted(-rank, rank - 1));
        }
        return (int) Math.floorMod(literal.getAsLong(), (long) rank);
    }

    /** The axes in reverse order; C and F change places. */
    static Expr reversed(Expr array, Span span) {
        return permuted(array, natural(array).reversed(), span);
    }

    static Expr permuted(Expr array, List<Integer> order, Span span) {
        Type.Array type = (Type.Array) array.type();
        List<Integer> natural = natural(array);
        if (order.equals(natural)) {
            return array;
        }
        boolean turned = order.equals(natural.reversed());
        Type.Layout layout = switch (type.layout()) {
            case C -> turned ? Type.Layout.F : Type.Layout.A;
            case F -> turned ? Type.Layout.C : Type.Layout.A;
            case A -> Type.Layout.A;
        };
        Type.Array result = new Type.Array(type.element(), type.rank(), layout, type.readOnly(), 0);
        return new Expr.Transpose(result, array, List.copyOf(order), span);
    }
}
