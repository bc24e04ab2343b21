package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.ArrayShapes;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Slices;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Indices that are arrays: {@code a[mask]}, {@code a[rows, 1:, columns]}. The other indices are applied first, which gives a view; the
 * library then takes or stores along the axes that are left to the arrays. Where something stands between the arrays, their axes come first,
 * as in NumPy.
 */
public final class Fancy {
    private static final Value WHOLE = new Value.SliceOf(Optional.empty(), Optional.empty(), Optional.empty());

    private final Scope f;

    /**
     * What the other indices leave.
     *
     * @param axis the first of the neighbouring axes of `view` that the arrays choose from
     * @param arrays of integers, one for each of these axes; or of truth values, the only one
     */
    record Selection(Expr view, List<Value> arrays, int axis) {
        /** The same with its parts in hidden variables, for it is used twice. */
        Selection kept(Scope f) {
            List<Value> kept = arrays.stream()
                    .<Value>map(array -> new Computed(f.hide(((Computed) array).tree(), "index")))
                    .toList();
            return new Selection(f.hide(view, "array"), kept, axis);
        }

        private boolean mask() {
            return arrays.size() == 1 && axis == 0 && element(arrays.getFirst()).orElseThrow() instanceof Type.Bool;
        }
    }

    Fancy(Scope f) {
        this.f = f;
    }

    /** The elements that it selects, in a fresh array. */
    Value load(Selection s, Span span) {
        if (s.mask()) {
            return f.calls()
                    .named(
                            "jaculus.take_where",
                            List.of(new Computed(s.view()), s.arrays().getFirst()),
                            span);
        }
        return f.calls().named("jaculus.take", arguments(s, List.of(), span), span);
    }

    /** Stores a number, or the elements of what is broadcast to the selection's shape. */
    void store(Selection s, Value value, Span span) {
        boolean items = value instanceof Value.Listing || Tuples.is(value);
        boolean list = items || (value instanceof Computed c && c.type() instanceof Type.ListOf);
        Value given = list ? f.calls().named("numpy.array", List.of(value), span) : value;
        Value call = s.mask()
                ? f.calls()
                        .named(
                                "jaculus.store_where",
                                List.of(new Computed(s.view()), s.arrays().getFirst(), given),
                                span)
                : f.calls().named("jaculus.store", arguments(s, List.of(given), span), span);
        f.run(call, span);
    }

    private List<Value> arguments(Selection s, List<Value> more, Span span) {
        List<Value> all = new ArrayList<>(List.of(
                new Computed(s.view()),
                Trees.tupleOf(s.arrays(), span),
                new Computed(Trees.integer(s.axis(), span)),
                new Computed(Trees.bool(f.checkedIndex(), span))));
        all.addAll(more);
        return all;
    }

    /** The element type of an index that is an array. */
    private static Optional<Type.Scalar> element(Value value) {
        return value instanceof Computed c
                        && c.type() instanceof Type.Array a
                        && a.rank() > 0
                        && (a.element() instanceof Type.Int || a.element() instanceof Type.Bool)
                ? Optional.of(a.element())
                : Optional.empty();
    }

    private static boolean isIndex(Value value) {
        return element(value).isPresent();
    }

    /** A list of places, or of truth values, as an array of them. */
    private Value array(Value value, Span span) {
        boolean items = value instanceof Value.Listing list
                ? list.items().stream().anyMatch(item -> item instanceof Computed c && isPlace(c.type()))
                : value instanceof Computed computed
                        && computed.type() instanceof Type.ListOf type
                        && isPlace(type.item());
        return items ? f.calls().named("numpy.array", List.of(value), span) : value;
    }

    private static boolean isPlace(Type type) {
        return type instanceof Type.Int || type instanceof Type.Bool;
    }

    /** An index of one of these, if an array is among its parts. */
    Optional<Selection> select(Expr base, Value index, dev.jaculus.syntax.ast.Expr source) {
        Span span = source.span();
        List<Value> given = Tuples.is(index) ? Tuples.items(f, index, span) : List.of(index);
        List<Value> parts = given.stream()
                .map(part -> array(Slices.opened(f, part, span), span))
                .toList();
        if (parts.stream().noneMatch(Fancy::isIndex)) {
            return Optional.empty();
        }
        if (parts.stream().filter(Value.Ellipsis.class::isInstance).count() > 1) {
            throw Errors.index(f.place(span), "a second `...`");
        }
        parts = withoutEllipsis(parts, ((Type.Array) base.type()).rank());
        List<Value> others = new ArrayList<>();
        List<Value> arrays = new ArrayList<>();
        List<Integer> axes = new ArrayList<>();
        int before = 0;
        for (Value part : parts) {
            if (isIndex(part)) {
                for (int i = 0; i < consumed(part); i++) {
                    axes.add(before++);
                    others.add(WHOLE);
                }
                arrays.add(part);
            } else {
                before += isInteger(part) ? 0 : 1;
                others.add(part);
            }
        }
        Expr view = others.stream().allMatch(WHOLE::equals)
                ? base
                : f.indexing().basic(base, new Value.Sequence(others), source);
        if (separated(parts)) {
            List<Integer> order = new ArrayList<>(axes);
            IntStream.range(0, ((Type.Array) view.type()).rank())
                    .filter(axis -> !axes.contains(axis))
                    .forEach(order::add);
            view = ArrayShapes.permuted(view, order, span);
            axes.set(0, 0);
        }
        Selection selection = new Selection(view, arrays, axes.getFirst());
        return Optional.of(selection.mask() ? selection : places(selection, span));
    }

    /** Masks become the places where they are true. */
    private Selection places(Selection s, Span span) {
        List<Value> places = new ArrayList<>();
        Expr view = f.once(s.view(), "array");
        for (Value array : s.arrays()) {
            if (!(element(array).orElseThrow() instanceof Type.Bool)) {
                places.add(array);
                continue;
            }
            Value axis = new Computed(Trees.integer((long) s.axis() + places.size(), span));
            Value found = f.calls().named("jaculus.places_in", List.of(new Computed(view), array, axis), span);
            places.addAll(Tuples.items(f, found, span));
        }
        return new Selection(view, places, s.axis());
    }

    private static List<Value> withoutEllipsis(List<Value> parts, int rank) {
        int given = parts.stream().mapToInt(Fancy::consumed).sum();
        List<Value> all = new ArrayList<>();
        for (Value part : parts) {
            all.addAll(
                    part instanceof Value.Ellipsis
                            ? Collections.nCopies(Math.max(rank - given, 0), WHOLE)
                            : List.of(part));
        }
        return all;
    }

    /** How many axes of the array an index stands for. */
    private static int consumed(Value part) {
        if (part instanceof Value.Ellipsis || (part instanceof Computed c && c.type() instanceof Type.None)) {
            return 0;
        }
        boolean mask = element(part).orElse(null) instanceof Type.Bool;
        return mask ? ((Type.Array) ((Computed) part).type()).rank() : 1;
    }

    private static boolean isInteger(Value part) {
        return part instanceof Computed c
                && (c.type() instanceof Type.Int || (c.type() instanceof Type.Array a && a.rank() == 0));
    }

    /** Whether a slice or a new axis stands between the arrays; integers count as arrays here. */
    private static boolean separated(List<Value> parts) {
        List<Boolean> chosen =
                parts.stream().map(part -> isIndex(part) || isInteger(part)).toList();
        return chosen.subList(chosen.indexOf(true), chosen.lastIndexOf(true)).contains(false);
    }
}
