package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.infer.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Indices that are arrays: {@code a[mask]}, {@code a[places]}, {@code a[1:, places]}. The other indices are applied first, which gives a view;
 * the library then takes or stores along the one axis that is left to the array.
 */
final class Fancy {
    private final FunctionInference f;

    /** What the other indices leave, and the axis of it that the array chooses from. */
    private record Selection(Expr view, Expr index, int axis) {}

    Fancy(FunctionInference f) {
        this.f = f;
    }

    /** {@code base[index]}, where an index is an array. */
    Optional<Value> load(Expr base, Value index, dev.jaculus.syntax.ast.Expr source, Span span) {
        return select(base, index, source)
                .map(s -> f.calls.named(
                        "jaculus.take",
                        List.of(
                                new Computed(s.view()),
                                new Computed(s.index()),
                                new Computed(Trees.integer(s.axis(), span))),
                        span));
    }

    /** {@code base[index] = value}; false where no index is an array. */
    boolean store(Expr base, Value index, Value value, dev.jaculus.syntax.ast.Expr source, Span span) {
        Optional<Selection> selection = select(base, index, source);
        if (selection.isEmpty()) {
            return false;
        }
        Selection s = selection.get();
        boolean array = value instanceof Computed c && c.type() instanceof Type.Array;
        Value call = f.calls.named(
                array ? "jaculus.put_at" : "jaculus.fill_at",
                List.of(
                        new Computed(s.view()),
                        new Computed(s.index()),
                        new Computed(Trees.integer(s.axis(), span)),
                        value),
                span);
        f.emit(new Stmt.Evaluate(((Computed) call).tree(), span));
        return true;
    }

    static boolean isIndex(Value value) {
        return value instanceof Computed c
                && c.type() instanceof Type.Array a
                && a.rank() > 0
                && (a.element() instanceof Type.Int || a.element() instanceof Type.Bool);
    }

    private Optional<Selection> select(Expr base, Value index, dev.jaculus.syntax.ast.Expr source) {
        if (isIndex(index)) {
            return Optional.of(new Selection(base, ((Computed) index).tree(), 0));
        }
        if (!Operators.isTuple(index)) {
            return Optional.empty();
        }
        List<Value> parts = f.operators.items(index, source.span());
        List<Value> arrays = parts.stream().filter(Fancy::isIndex).toList();
        if (arrays.isEmpty()) {
            return Optional.empty();
        }
        int place = parts.indexOf(arrays.getFirst());
        boolean ellipsis = parts.subList(0, place).stream().anyMatch(Value.Ellipsis.class::isInstance);
        if (arrays.size() > 1 || ellipsis) {
            throw Errors.unsupported(
                    f.place(source.span()),
                    ellipsis ? "an array as an index behind `...`" : "an index of several arrays",
                    "loop over the elements");
        }
        Expr chosen = ((Computed) arrays.getFirst()).tree();
        Type.Array type = (Type.Array) chosen.type();
        int axes = type.element() instanceof Type.Bool ? type.rank() : 1;
        List<Value> others = new ArrayList<>(parts);
        others.remove(place);
        for (int i = 0; i < axes; i++) {
            others.add(place, new Value.SliceOf(Optional.empty(), Optional.empty(), Optional.empty()));
        }
        long before = parts.subList(0, place).stream()
                .filter(part -> !(part instanceof Computed c && c.type() instanceof Type.Int))
                .count();
        Expr view = f.indexing.basic(base, new Value.Sequence(others), source);
        return Optional.of(new Selection(view, chosen, (int) before));
    }
}
