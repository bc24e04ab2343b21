package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Slices;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Expr.Axis;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;

/** The inside of {@code array[...]}: what each part does with an axis, and the type of the result. */
public final class Subscripts {
    private final Scope f;

    Subscripts(Scope f) {
        this.f = f;
    }

    /**
     * An array with a subscript.
     *
     * @param element whether it is one element: an integer for each axis
     * @param view the type of what it is otherwise
     */
    record Subscript(Expr array, List<Axis> axes, boolean element, Type.Array view) {
        Type.Array type() {
            return (Type.Array) array.type();
        }

        List<Expr> indices() {
            return axes.stream().map(axis -> ((Axis.At) axis).index()).toList();
        }

        /** The same with all its parts in hidden variables. */
        Subscript kept(Scope f) {
            Expr kept = f.once(array, "array");
            List<Axis> parts = new ArrayList<>();
            for (Axis axis : axes) {
                parts.add(
                        switch (axis) {
                            case Axis.At at -> new Axis.At(f.once(at.index(), "index"));
                            case Axis.Range r ->
                                new Axis.Range(
                                        r.lower().map(bound -> f.once(bound, "lower")),
                                        r.upper().map(bound -> f.once(bound, "upper")),
                                        r.step().map(bound -> f.once(bound, "step")));
                            case Axis.All _, Axis.NewAxis _, Axis.Part _, Axis.Stretch _ -> axis;
                        });
            }
            return new Subscript(kept, parts, element, view);
        }
    }

    Subscript of(Expr array, Value index, dev.jaculus.syntax.ast.Expr source) {
        Type.Array type = (Type.Array) array.type();
        Span span = source.span();
        List<Value> parts = parts(index, span);
        List<Axis> left = new ArrayList<>();
        List<Axis> right = new ArrayList<>();
        boolean ellipsis = false;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Value.Ellipsis) {
                if (ellipsis) {
                    throw Errors.index(f.place(span), "a second `...`");
                }
                ellipsis = true;
            } else {
                (ellipsis ? right : left).add(axis(parts.get(i), part(source, i, parts.size())));
            }
        }
        int given = count(left) + count(right);
        if (given > type.rank()) {
            throw Errors.tooManyIndices(f.place(span), type.rank(), given);
        }
        List<Axis> axes = new ArrayList<>(left);
        for (int i = given; i < type.rank(); i++) {
            axes.add(new Axis.All());
        }
        axes.addAll(right);
        int rank =
                (int) axes.stream().filter(axis -> !(axis instanceof Axis.At)).count();
        if (rank == 0) {
            return new Subscript(array, axes, true, type);
        }
        Type.Layout layout = layout(type, left, right, given);
        boolean whole = axes.getLast() instanceof Axis.All;
        int last = layout == Type.Layout.C && whole ? type.last() : 0;
        return new Subscript(array, axes, false, new Type.Array(type.element(), rank, layout, type.readOnly(), last));
    }

    private List<Value> parts(Value index, Span span) {
        List<Value> given = Tuples.is(index) ? Tuples.items(f, index, span) : List.of(index);
        return given.stream().map(part -> Slices.opened(f, part, span)).toList();
    }

    private static Span part(dev.jaculus.syntax.ast.Expr source, int number, int parts) {
        return source instanceof dev.jaculus.syntax.ast.Expr.Tuple tuple
                        && tuple.elts().size() == parts
                ? tuple.elts().get(number).span()
                : source.span();
    }

    private Axis axis(Value given, Span span) {
        Value part = Slices.opened(f, given, span);
        if (part instanceof Value.SliceOf s) {
            boolean all = s.lower().isEmpty() && s.upper().isEmpty() && s.step().isEmpty();
            return all ? new Axis.All() : new Axis.Range(s.lower(), s.upper(), s.step());
        }
        if (part instanceof Computed c) {
            if (c.type() instanceof Type.None) {
                return new Axis.NewAxis();
            }
            if (c.type() instanceof Type.Int) {
                return new Axis.At(Conversions.index(c.tree()));
            }
            if (c.type() instanceof Type.Array a && a.rank() == 0 && a.element() instanceof Type.Int) {
                return new Axis.At(Conversions.index(new Expr.Element(a.element(), c.tree(), List.of(), false, span)));
            }
            if (c.type() instanceof Type.Array) {
                throw Errors.unsupported(f.place(span), "an array as an index", "write a loop over its elements");
            }
        }
        throw Errors.index(f.place(span), Describe.value(part));
    }

    private static int count(List<Axis> axes) {
        return (int)
                axes.stream().filter(axis -> !(axis instanceof Axis.NewAxis)).count();
    }

    // Numba's rules for the layout of a view.

    private static Type.Layout layout(Type.Array type, List<Axis> left, List<Axis> right, int given) {
        List<Axis> both = new ArrayList<>(left);
        both.addAll(right);
        boolean complete = given == type.rank();
        boolean keeps = switch (type.layout()) {
            case C -> (complete || right.isEmpty()) && contiguous(complete ? both : left);
            case F -> (complete || left.isEmpty()) && contiguous((complete ? both : right).reversed());
            case A -> false;
        };
        return keeps ? type.layout() : Type.Layout.A;
    }

    /** Whether what is left lies without gaps: from the outermost axis inwards, only the last one given may be a slice. */
    private static boolean contiguous(List<Axis> outerToInner) {
        List<Axis> physical = outerToInner.stream()
                .filter(axis -> !(axis instanceof Axis.NewAxis))
                .toList();
        for (int i = 0; i < physical.size(); i++) {
            boolean innermost = i == physical.size() - 1;
            boolean keeps = switch (physical.get(i)) {
                case Axis.At _ -> true;
                case Axis.All _, Axis.NewAxis _ -> innermost;
                case Axis.Part _, Axis.Stretch _ -> false;
                case Axis.Range r -> innermost && r.step().isEmpty();
            };
            if (!keeps) {
                return false;
            }
        }
        return true;
    }
}
