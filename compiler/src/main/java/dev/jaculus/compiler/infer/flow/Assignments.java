package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Optionals;
import dev.jaculus.compiler.infer.core.Parts;
import dev.jaculus.compiler.infer.core.Raises;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Slices;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Variable.Static;
import dev.jaculus.compiler.infer.ops.SharedIterators;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Assignments: to names, elements, slices, and several targets at once. */
public final class Assignments implements Topics.OfAssignments {
    private final Scope f;

    public Assignments(Scope f) {
        this.f = f;
    }

    @Override
    public void assignment(dev.jaculus.syntax.ast.Stmt.Assign s) {
        Value value = f.expressions().operand(s.value());
        if (s.targets().size() > 1) {
            value = f.kept(value);
        } else if (SharedIterators.isIterator(value)
                && s.targets().getFirst() instanceof dev.jaculus.syntax.ast.Expr.Name name
                && SharedIterators.isShared(name.id(), value, s, f.definition().tree)) {
            value = f.closures().generator(s, value, s.value().span());
        }
        for (dev.jaculus.syntax.ast.Expr target : s.targets()) {
            assign(target, value);
        }
    }

    @Override
    public void annotated(dev.jaculus.syntax.ast.Stmt.AnnAssign s) {
        if (s.value().isPresent()) {
            assign(s.target(), f.expressions().value(s.value().get()));
        }
    }

    @Override
    public void assign(dev.jaculus.syntax.ast.Expr target, Value value) {
        switch (target) {
            case dev.jaculus.syntax.ast.Expr.Name name -> bind(name.id(), value, name.span());
            case dev.jaculus.syntax.ast.Expr.Tuple tuple -> unpack(tuple.elts(), value, tuple.span());
            case dev.jaculus.syntax.ast.Expr.ListExpr list -> unpack(list.elts(), value, list.span());
            case dev.jaculus.syntax.ast.Expr.Subscript subscript -> {
                if (!f.dictionaries().learns(subscript, value)) {
                    f.indexing().store(subscript, value);
                }
            }
            case dev.jaculus.syntax.ast.Expr.Attribute attribute -> store(attribute, value);
            default -> throw Errors.assignmentTarget(f.place(target.span()), "this");
        }
    }

    private void store(dev.jaculus.syntax.ast.Expr.Attribute target, Value value) {
        Value object = Optionals.present(f.expressions().value(target.value()));
        if (f.families().stream().noneMatch(ops -> ops.store(object, target, value))) {
            throw Errors.assignmentTarget(f.place(target.span()), "an attribute");
        }
    }

    @Override
    public void bind(String name, Value given, Span span) {
        Value value = f.generators().settled(given, span);
        Optional<Expr> text = Texts.atRunTime(value, span);
        if (value instanceof Value.Listing l) {
            f.assign(name, f.lists().made(l).tree(), span);
        } else if (value instanceof Value.SliceOf slice) {
            f.assign(name, Slices.tree(slice, span), span);
        } else if (value instanceof Value.Ellipsis) {
            f.assign(name, Slices.ellipsis(span), span);
        } else if (value instanceof Computed c) {
            f.assign(name, c.tree(), span);
        } else if (text.isPresent()) {
            f.assign(name, text.get(), span);
        } else {
            // Its own parts may be among those of the new value: all are read before any is assigned.
            Parts.Split split = Parts.split(f.kept(value), name);
            for (int i = 0; i < split.names().size(); i++) {
                f.assign(split.names().get(i), split.trees().get(i), span);
            }
            f.env().put(name, new Static(split.shape(), span));
        }
    }

    // Several targets.

    private void unpack(List<dev.jaculus.syntax.ast.Expr> targets, Value value, Span span) {
        List<Value> items = items(value, targets, span);
        int starred = starred(targets);
        if (starred < 0 ? items.size() != targets.size() : items.size() < targets.size() - 1) {
            throw Errors.unpack(f.place(span), targets.size(), Describe.value(value));
        }
        int rest = items.size() - targets.size() + 1;
        int next = 0;
        for (int i = 0; i < targets.size(); i++) {
            if (i == starred && whole(value)) {
                assign(((dev.jaculus.syntax.ast.Expr.Starred) targets.get(i)).value(), items.get(next++));
            } else if (i == starred) {
                Value middle = new Value.Listing(items.subList(next, next + rest), span);
                assign(((dev.jaculus.syntax.ast.Expr.Starred) targets.get(i)).value(), middle);
                next += rest;
            } else {
                assign(targets.get(i), items.get(next++));
            }
        }
    }

    /** Whether `rest` has unpacked it. */
    private static boolean whole(Value value) {
        return value instanceof Computed c && (c.type() instanceof Type.Array || c.type() instanceof Type.ListOf);
    }

    private static int starred(List<dev.jaculus.syntax.ast.Expr> targets) {
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i) instanceof dev.jaculus.syntax.ast.Expr.Starred) {
                return i;
            }
        }
        return -1;
    }

    /** The items, evaluated before any target is assigned. */
    private List<Value> items(Value value, List<dev.jaculus.syntax.ast.Expr> targets, Span span) {
        return switch (value) {
            case Value.Sequence s -> s.items().stream().map(f::kept).toList();
            case Computed c
            when c.tree() instanceof Expr.TupleOf tuple ->
                tuple.items().stream()
                        .<Value>map(item -> new Computed(f.hide(item, "item")))
                        .toList();
            case Computed c
            when c.type() instanceof Type.Tuple type && type.isTuple() -> {
                Expr tuple = f.hide(c.tree(), "tuple");
                List<Value> items = new ArrayList<>();
                for (int i = 0; i < type.items().size(); i++) {
                    items.add(new Computed(Trees.item(tuple, i, span)));
                }
                yield items;
            }
            case Computed c
            when starred(targets) >= 0 && (c.type() instanceof Type.Array || c.type() instanceof Type.ListOf) ->
                rest(c, targets, span);
            case Computed c when c.type() instanceof Type.Array -> elements(c.tree(), targets, span);
            case Computed c when c.type() instanceof Type.ListOf -> f.lists().unpacked(c.tree(), targets.size(), span);
            case Value.Listing l -> l.items().stream().map(f::kept).toList();
            default -> throw Errors.unpack(f.place(span), targets.size(), Describe.value(value));
        };
    }

    /** {@code a, *b, c = list}: the middle is already the list that the name gets. */
    private List<Value> rest(Computed given, List<dev.jaculus.syntax.ast.Expr> targets, Span span) {
        Value whole = given.type() instanceof Type.Array ? f.comprehensions().collected(given, span) : given;
        Expr list = f.hide(((Computed) whole).tree(), "list");
        Expr length = f.hide(new Expr.ListLength(list, span), "length");
        int star = starred(targets);
        int fixed = targets.size() - 1;
        f.emit(new Stmt.If(
                new Expr.Compare(Order.LT, length, Trees.integer(fixed, span), span),
                List.of(new Stmt.Raise(Raises.builtin("ValueError"), List.of(), span)),
                List.of(),
                List.of(),
                span));
        Type item = ((Type.ListOf) list.type()).item();
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            Expr fromEnd = new Expr.Binary(
                    Type.INT64,
                    dev.jaculus.compiler.types.Arithmetic.SUB,
                    length,
                    Trees.integer(targets.size() - (i == star ? 1 + star : i), span),
                    false,
                    span);
            if (i == star) {
                Value none = new Computed(Trees.none(span));
                List<Value> slice =
                        List.of(new Computed(list), new Computed(Trees.integer(i, span)), new Computed(fromEnd), none);
                items.add(f.kept(f.calls().named("list.get_slice", slice, span)));
            } else {
                Expr place = i < star ? Trees.integer(i, span) : fromEnd;
                items.add(new Computed(f.hide(new Expr.ListItem(item, list, place, Optional.empty(), span), "item")));
            }
        }
        return items;
    }

    /** An array is unpacked along its first axis, whose length is tested at run time unless the type tells it. */
    private List<Value> elements(Expr value, List<dev.jaculus.syntax.ast.Expr> targets, Span span) {
        Expr array = f.hide(value, "array");
        Type.Array type = (Type.Array) array.type();
        int count = targets.size();
        if (type.rank() == 1 && type.last() != 0) {
            if (type.last() != count) {
                throw Errors.unpack(f.place(span), count, "an array of " + type.last() + " elements");
            }
        } else {
            Expr differs =
                    new Expr.Compare(Order.NE, new Expr.Length(array, 0, span), Trees.integer(count, span), span);
            f.emit(new Stmt.If(
                    differs,
                    List.of(new Stmt.Raise(Raises.builtin("ValueError"), List.of(), span)),
                    List.of(),
                    List.of(),
                    span));
        }
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Expr item = f.indexing().at(array, Trees.integer(i, span), span);
            items.add(new Computed(f.hide(item, "item")));
        }
        return items;
    }

    // Augmented assignment.

    @Override
    public void augmented(dev.jaculus.syntax.ast.Stmt.AugAssign s) {
        switch (s.target()) {
            case dev.jaculus.syntax.ast.Expr.Name name -> augmentName(name, s);
            case dev.jaculus.syntax.ast.Expr.Subscript subscript -> f.indexing().augment(subscript, s);
            case dev.jaculus.syntax.ast.Expr.Attribute attribute -> augmentAttribute(attribute, s);
            default -> throw Errors.assignmentTarget(f.place(s.target().span()), "this");
        }
    }

    private void augmentAttribute(
            dev.jaculus.syntax.ast.Expr.Attribute target, dev.jaculus.syntax.ast.Stmt.AugAssign s) {
        Value object = Optionals.present(f.expressions().value(target.value()));
        if (f.families().stream().noneMatch(ops -> ops.augment(object, target, s))) {
            throw Errors.assignmentTarget(f.place(target.span()), "an attribute");
        }
    }

    private void augmentName(dev.jaculus.syntax.ast.Expr.Name name, dev.jaculus.syntax.ast.Stmt.AugAssign s) {
        Value old = f.expressions().name(name);
        Value operand = f.expressions().value(s.value());
        if (f.lists().augmented(old, s.op(), operand, s.span())) {
            return;
        }
        if (old instanceof Computed c && c.type() instanceof Type.Array) {
            f.indexing().augmentArray(c.tree(), operand, s);
        } else {
            bind(name.id(), f.operators().augmented(s.op(), old, operand, s.span()), name.span());
        }
    }
}
