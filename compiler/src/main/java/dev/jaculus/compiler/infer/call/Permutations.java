package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.ArrayShapes;
import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.ArrayOperands;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code np.transpose}, {@code np.swapaxes} and {@code np.moveaxis}: views whose axes stand in another order. */
public final class Permutations {
    private Permutations() {}

    static void register(Map<String, Known> known) {
        known.put("numpy.transpose", (f, a) -> transpose(f, a, a.bind("np.transpose", "a", "axes?")));
        known.put("numpy.permute_dims", known.get("numpy.transpose"));
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
            Expr array = ArrayOperands.array(f, bound.getFirst().orElseThrow(), a, "np.swapaxes");
            OptionalInt one = axis(bound.get(1).orElseThrow(), array);
            OptionalInt other = axis(bound.get(2).orElseThrow(), array);
            if (one.isEmpty() || other.isEmpty()) {
                return atRunTime(f, a, "jaculus.swapaxes_at", array, bound);
            }
            List<Integer> order = ArrayShapes.natural(array);
            Collections.swap(order, one.getAsInt(), other.getAsInt());
            return new Computed(ArrayShapes.permuted(array, order, a.place().span()));
        });
        known.put("numpy.moveaxis", (f, a) -> {
            List<Optional<Value>> bound = a.bind("np.moveaxis", "a", "source", "destination");
            Expr array = ArrayOperands.array(f, bound.getFirst().orElseThrow(), a, "np.moveaxis");
            OptionalInt from = axis(bound.get(1).orElseThrow(), array);
            OptionalInt to = axis(bound.get(2).orElseThrow(), array);
            if (from.isEmpty() || to.isEmpty()) {
                return atRunTime(f, a, "jaculus.moveaxis_at", array, bound);
            }
            List<Integer> order = ArrayShapes.natural(array);
            order.add(to.getAsInt(), order.remove(from.getAsInt()));
            return new Computed(ArrayShapes.permuted(array, order, a.place().span()));
        });
    }

    /** Where an axis is known only at run time, or is none that the array has, the library does it. */
    private static Value atRunTime(
            Scope f, CallArguments arguments, String function, Expr array, List<Optional<Value>> bound) {
        List<Value> given = new ArrayList<>(List.of(new Computed(array)));
        for (Optional<Value> axis : bound.subList(1, bound.size())) {
            given.add(axis.orElseThrow());
        }
        return f.calls().named(function, given, arguments.place().span());
    }

    private static Value transpose(Scope f, CallArguments arguments, List<Optional<Value>> bound) {
        Expr array = ArrayOperands.array(f, bound.getFirst().orElseThrow(), arguments, "np.transpose");
        Value axes = bound.getLast().orElse(null);
        Span span = arguments.place().span();
        if (axes == null || (axes instanceof Computed c && c.type() instanceof Type.None)) {
            return new Computed(ArrayShapes.reversed(array, span));
        }
        List<Integer> order = new ArrayList<>();
        if (Tuples.is(axes)) {
            Tuples.items(f, axes, span).forEach(item -> axis(item, array).ifPresent(order::add));
        }
        if (new HashSet<>(order).size() != rank(array) || order.size() != rank(array)) {
            return atRunTime(f, arguments, "jaculus.transpose_at", array, bound);
        }
        return new Computed(ArrayShapes.permuted(array, order, span));
    }

    private static int rank(Expr array) {
        return ((Type.Array) array.type()).rank();
    }

    /** The axis from 0 on, where it is known and the array has it. */
    private static OptionalInt axis(Value value, Expr array) {
        OptionalLong literal = value instanceof Computed c ? Trees.literalInt(c.tree()) : OptionalLong.empty();
        int rank = rank(array);
        boolean known = literal.isPresent() && literal.getAsLong() >= -rank && literal.getAsLong() < rank;
        return known ? OptionalInt.of((int) Math.floorMod(literal.getAsLong(), (long) rank)) : OptionalInt.empty();
    }
}
