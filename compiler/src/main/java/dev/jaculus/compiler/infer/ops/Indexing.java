package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Optionals;
import dev.jaculus.compiler.infer.core.Raises;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Slices;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.Subscripts.Subscript;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code a[...]}: reading, storing and updating. */
public final class Indexing implements Topics.OfIndexing {
    private final Scope f;
    private final Subscripts subscripts;
    private final Fancy fancy;

    public Indexing(Scope f) {
        this.f = f;
        this.subscripts = new Subscripts(f);
        this.fancy = new Fancy(f);
    }

    @Override
    public Value load(dev.jaculus.syntax.ast.Expr.Subscript e) {
        Value base = Optionals.present(f.expressions().operand(e.value()));
        return f.ask(ops -> ops.load(base, e))
                .orElseThrow(() -> Errors.notIndexable(f.place(e.value().span()), Describe.value(base)));
    }

    @Override
    public Value load(Expr array, Value index, dev.jaculus.syntax.ast.Expr.Subscript e) {
        return fancy.select(array, index, e.slice())
                .map(selection -> fancy.load(selection, e.span()))
                .orElseGet(() -> new Computed(read(subscripts.of(array, index, e.slice()), e.span())));
    }

    @Override
    public Value index(dev.jaculus.syntax.ast.Expr source) {
        return Slices.opened(f, Optionals.present(f.expressions().value(source)), source.span());
    }

    @Override
    public Optional<Expr> bound(Value value, Span span) {
        if (value instanceof Computed c) {
            if (c.type() instanceof Type.None) {
                return Optional.empty();
            }
            if (c.type() instanceof Type.Int) {
                return Optional.of(Conversions.cast(c.tree(), Type.INT64));
            }
        }
        throw Errors.index(f.place(span), Describe.value(value));
    }

    @Override
    public Expr at(Expr array, Expr place, Span span) {
        Type.Array type = (Type.Array) array.type();
        if (type.rank() == 1) {
            return new Expr.Element(type.element(), array, List.of(place), false, span);
        }
        List<Expr.Axis> axes = new ArrayList<>();
        axes.add(new Expr.Axis.At(place));
        for (int i = 1; i < type.rank(); i++) {
            axes.add(new Expr.Axis.All());
        }
        Type.Layout layout = type.layout() == Type.Layout.C ? Type.Layout.C : Type.Layout.A;
        Type.Array row = new Type.Array(
                type.element(), type.rank() - 1, layout, type.readOnly(), layout == Type.Layout.C ? type.last() : 0);
        return new Expr.View(row, array, axes, false, span);
    }

    @Override
    public Expr viewAt(Expr array, Expr place, Span span) {
        return ((Type.Array) array.type()).rank() > 1
                ? at(array, place, span)
                : withoutAxes(array, List.of(new Expr.Axis.At(place)), false, span);
    }

    @Override
    public Expr view(Expr array, Value index, dev.jaculus.syntax.ast.Expr source) {
        Optional<Fancy.Selection> selection = fancy.select(array, index, source);
        if (selection.isPresent()) {
            return ((Computed) fancy.load(selection.get(), source.span())).tree();
        }
        Subscript subscript = subscripts.of(array, index, source);
        return subscript.element()
                ? withoutAxes(array, subscript.axes(), f.checkedIndex(), source.span())
                : view(subscript, source.span());
    }

    private static Expr withoutAxes(Expr array, List<Expr.Axis> axes, boolean checked, Span span) {
        Type.Array type = (Type.Array) array.type();
        Type.Array view = new Type.Array(type.element(), 0, Type.Layout.C, type.readOnly(), 0);
        return new Expr.View(view, array, axes, checked, span);
    }

    // Arrays.

    private Expr read(Subscript subscript, Span span) {
        return subscript.element()
                ? new Expr.Element(
                        subscript.type().element(), subscript.array(), subscript.indices(), f.checkedIndex(), span)
                : view(subscript, span);
    }

    private Expr view(Subscript subscript, Span span) {
        return new Expr.View(subscript.view(), subscript.array(), subscript.axes(), f.checkedIndex(), span);
    }

    @Override
    public void store(dev.jaculus.syntax.ast.Expr.Subscript target, Value value) {
        Value given = Optionals.present(f.expressions().operand(target.value()));
        if (f.families().stream().anyMatch(ops -> ops.store(given, target, value))) {
            return;
        }
        if (given instanceof Value.Elements all && !all.numbered()) {
            List<Value> arguments = List.of(new Computed(all.array()), index(target.slice()), value);
            f.run(f.calls().named("jaculus.set_flat_item", arguments, target.span()), target.span());
            return;
        }
        Expr base = array(given, target);
        Value index = index(target.slice());
        Optional<Fancy.Selection> selection = fancy.select(base, index, target.slice());
        if (selection.isPresent()) {
            fancy.store(selection.get(), Optionals.present(value), target.span());
        } else {
            store(subscripts.of(base, index, target.slice()), value, target.span());
        }
    }

    @Override
    public void delete(dev.jaculus.syntax.ast.Expr.Subscript target) {
        Value base = Optionals.present(f.expressions().operand(target.value()));
        if (f.families().stream().noneMatch(ops -> ops.delete(base, target))) {
            throw Errors.unsupported(f.place(target.span()), "`del` of an item", "delete variables only");
        }
    }

    @Override
    public Expr basic(Expr base, Value index, dev.jaculus.syntax.ast.Expr source) {
        return view(subscripts.of(base, index, source), source.span());
    }

    /** The array of which an item is a target. */
    private Expr array(Value base, dev.jaculus.syntax.ast.Expr.Subscript target) {
        if (!(base instanceof Computed c && c.type() instanceof Type.Array type)) {
            throw Errors.assignmentTarget(f.place(target.span()), "an item of " + Describe.value(base));
        }
        if (type.readOnly()) {
            throw Errors.readOnly(f.place(target.value().span()), "it is a constant or read-only");
        }
        return c.tree();
    }

    private void store(Subscript subscript, Value given, Span span) {
        Value value = Optionals.present(given);
        Type.Scalar element = subscript.type().element();
        if (subscript.element() && value instanceof Computed zero && isWithoutAxes(zero.type())) {
            Type.Scalar from = ((Type.Array) zero.type()).element();
            store(subscript, new Computed(new Expr.Element(from, zero.tree(), List.of(), false, span)), span);
            return;
        }
        if (subscript.element()) {
            if (!(value instanceof Computed c && Conversions.toScalar(c.type(), element))) {
                throw Errors.store(
                        f.place(span), Describe.value(value), "an element of " + Describe.type(subscript.type()));
            }
            f.emit(new Stmt.StoreElement(
                    subscript.array(),
                    subscript.indices(),
                    Conversions.cast(c.tree(), element),
                    f.checkedIndex(),
                    span));
            return;
        }
        storeArray(view(subscript, span), value, span);
    }

    private static boolean isWithoutAxes(Type type) {
        return type instanceof Type.Array array && array.rank() == 0;
    }

    @Override
    public void storeArray(Expr target, Value value, Span span) {
        Type.Array type = (Type.Array) target.type();
        boolean list =
                value instanceof Value.Listing || (value instanceof Computed c && c.type() instanceof Type.ListOf);
        if (list || (Tuples.is(value) && type.rank() > 1)) {
            storeArray(target, f.calls().named("numpy.array", List.of(value), span), span);
            return;
        }
        if (value instanceof Computed c && Conversions.toScalar(c.type(), type.element())) {
            f.emit(new Stmt.StoreArray(target, Conversions.cast(c.tree(), type.element()), span));
        } else if (value instanceof Computed c
                && c.type() instanceof Type.Array from
                && from.rank() <= type.rank()
                && Conversions.toScalar(from.element(), type.element())) {
            f.emit(new Stmt.StoreArray(target, elements(c.tree(), type.element(), span), span));
        } else if (value instanceof Computed c && c.type() instanceof Type.Tuple && type.rank() == 1) {
            storeItems(target, Tuples.items(f, value, span), span);
        } else {
            throw Errors.store(f.place(span), Describe.value(value), Describe.type(type));
        }
    }

    private void storeItems(Expr target, List<Value> items, Span span) {
        Type.Array type = (Type.Array) target.type();
        Expr array = f.hide(target, "target");
        f.emit(new Stmt.If(
                new Expr.Compare(
                        dev.jaculus.compiler.types.Order.NE,
                        new Expr.Length(array, 0, span),
                        Trees.integer(items.size(), span),
                        span),
                List.of(Raises.valueError("cannot assign slice from input of different size", span)),
                List.of(),
                List.of(),
                span));
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof Computed c && Conversions.toScalar(c.type(), type.element()))) {
                throw Errors.store(f.place(span), Describe.value(items.get(i)), Describe.type(array.type()));
            }
            f.emit(new Stmt.StoreElement(
                    array,
                    List.of(Trees.integer(i, span)),
                    Conversions.cast(c.tree(), ((Type.Array) array.type()).element()),
                    false,
                    span));
        }
    }

    @Override
    public Expr elements(Expr array, Type.Scalar element, Span span) {
        if (((Type.Array) array.type()).element().equals(element)) {
            return array;
        }
        return f.broadcasting()
                .elementwise(List.of(array), scalars -> Conversions.cast(scalars.getFirst(), element), span);
    }

    // Augmented assignment: the array and the index are evaluated once.

    @Override
    public void augment(dev.jaculus.syntax.ast.Expr.Subscript target, dev.jaculus.syntax.ast.Stmt.AugAssign s) {
        Value given = Optionals.present(f.expressions().operand(target.value()));
        if (f.families().stream().anyMatch(ops -> ops.augment(given, target, s))) {
            return;
        }
        Expr base = array(given, target);
        Value index = index(target.slice());
        Optional<Fancy.Selection> selection = fancy.select(base, index, target.slice());
        if (selection.isPresent()) {
            Fancy.Selection kept = selection.get().kept(f);
            Value old = fancy.load(kept, target.span());
            fancy.store(kept, f.operators().binary(s.op(), old, f.expressions().value(s.value()), s.span()), s.span());
            return;
        }
        Subscript subscript = subscripts.of(base, index, target.slice()).kept(f);
        if (!subscript.element()) {
            Expr view = f.hide(view(subscript, target.span()), "view");
            augmentArray(view, f.expressions().value(s.value()), s);
            return;
        }
        Value old = new Computed(read(subscript, target.span()));
        Value value = f.operators().binary(s.op(), old, f.expressions().value(s.value()), s.span());
        store(subscript, value, s.span());
    }

    @Override
    public void augmentArray(Expr array, Value operand, dev.jaculus.syntax.ast.Stmt.AugAssign s) {
        Type.Array type = (Type.Array) array.type();
        if (type.readOnly()) {
            throw Errors.readOnly(f.place(s.target().span()), "it is a constant or read-only");
        }
        Optional<Expr> result = f.operators().inPlace(s.op(), array, operand, s.span());
        if (result.isPresent()
                && rank(result.get().type()) == type.rank()
                && Conversions.sameKind(element(result.get().type()), type.element())) {
            storeArray(array, new Computed(result.get()), s.span());
            return;
        }
        String what = result.map(e -> Describe.type(e.type())).orElseGet(() -> Describe.value(operand));
        throw Errors.store(f.place(s.span()), what, Describe.type(type) + " in place");
    }

    private static int rank(Type type) {
        return type instanceof Type.Array array ? array.rank() : 0;
    }

    private static Type.Scalar element(Type type) {
        return type instanceof Type.Array array ? array.element() : (Type.Scalar) type;
    }
}
