package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.call.ListCalls;
import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Counted;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Logic;
import dev.jaculus.compiler.infer.core.NotYet;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.ListSite;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Promotion;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lists: what is in them, items and slices, operators. Their methods are in {@link ListCalls} and the library's lists.py. */
public final class Lists implements Topics.OfLists, TypeOps {
    public static final Set<String> METHODS =
            Set.of("append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort");

    private final Scope f;

    public Lists(Scope f) {
        this.f = f;
    }

    // What is in a list.

    @Override
    public Computed made(Value.Listing listing) {
        return made(listing, false);
    }

    @Override
    public Computed made(Value.Listing listing, boolean typed) {
        Span span = listing.span();
        ListSite site = f.site(span, typed);
        List<Expr> items = listing.items().stream()
                .map(item -> f.expressions().tree(item, span))
                .toList();
        for (Expr item : items) {
            learn(site, item.type(), item.span());
        }
        site.begin();
        Type.ListOf type = site.type();
        return new Computed(new Expr.ListLiteral(
                type, items.stream().map(item -> item(type, item, item.span())).toList(), span));
    }

    @Override
    public void learn(ListSite site, Type item, Span span) {
        if (!site.learn(item)) {
            throw Errors.listItem(f.place(span), Describe.type(item), Describe.type(site.type()));
        }
        if (Layout.slots(item) > Layout.MOST_OF_AN_ITEM) {
            throw Errors.unsupported(f.place(span), "a list of such large tuples", "keep their parts in several lists");
        }
    }

    @Override
    public Expr item(Type.ListOf list, Expr value, Span span) {
        Type type = value.type();
        takes(list, type, span);
        return Conversions.cast(value, list.item());
    }

    @Override
    public void takes(Type.ListOf list, Type item, Span span) {
        if (list.site() != null) {
            learn(list.site(), item, span);
            if (list.site().item().isEmpty()
                    || !Conversions.possible(item, list.item())
                    || !Promotion.unify(list.item(), item).equals(Optional.of(list.item()))) {
                throw NotYet.list(Errors.untypedList(f.place(span)));
            }
        } else if (!(list.typed() && isNumber(list.item()) && isNumber(item))
                && !Promotion.unify(list.item(), item).equals(Optional.of(list.item()))) {
            throw Errors.listItem(f.place(span), Describe.type(item), Describe.type(list));
        }
    }

    private static boolean isNumber(Type type) {
        return type instanceof Type.Scalar;
    }

    @Override
    public Value decided(Value value, Span span) {
        if (value instanceof Computed c && ListSite.isUndecided(c.type())) {
            throw NotYet.list(Errors.untypedList(f.place(span)));
        }
        return value;
    }

    @Override
    public Expr settled(Expr value) {
        decided(new Computed(value), value.span());
        Type type = ListSite.settled(value.type());
        return type == value.type() || !hasList(type) ? value : new Expr.Cast(type, value, value.span());
    }

    public static boolean hasList(Type type) {
        return switch (type) {
            case Type.ListOf _ -> true;
            case Type.Tuple t -> t.items().stream().anyMatch(Lists::hasList);
            case Type.Optional o -> hasList(o.item());
            default -> false;
        };
    }

    @Override
    public CallArguments settled(CallArguments given) {
        Map<String, Value> keywords = new LinkedHashMap<>();
        given.keywords().forEach((name, value) -> keywords.put(name, settled(value)));
        return new CallArguments(
                given.place(), given.positional().stream().map(this::settled).toList(), keywords, given.spans());
    }

    private Value settled(Value value) {
        return switch (value) {
            case Value.Listing l -> new Computed(settled(made(l).tree()));
            case Computed c -> {
                Expr settled = settled(c.tree());
                yield settled == c.tree() ? c : new Computed(settled);
            }
            default -> value;
        };
    }

    public static boolean isList(Value value) {
        return value instanceof Value.Listing || (value instanceof Computed c && c.type() instanceof Type.ListOf);
    }

    @Override
    public Computed list(Value value) {
        return value instanceof Value.Listing l ? made(l) : (Computed) value;
    }

    // Items and slices.

    @Override
    public Optional<Value> load(Value base, dev.jaculus.syntax.ast.Expr.Subscript e) {
        return isList(base) ? Optional.of(load(base, f.indexing().index(e.slice()), e)) : Optional.empty();
    }

    private Value load(Value base, Value index, dev.jaculus.syntax.ast.Expr.Subscript e) {
        Expr list = list(base).tree();
        Type.ListOf type = (Type.ListOf) list.type();
        if (type.site() != null && type.site().item().isEmpty()) {
            throw NotYet.list(Errors.untypedList(f.place(e.value().span())));
        }
        if (index instanceof Value.SliceOf slice) {
            return f.calls().named("list.get_slice", slice(new Computed(list), slice, e.span()), e.span());
        }
        return new Computed(new Expr.ListItem(
                type.item(),
                list,
                index(index, e.slice().span()),
                Optional.of(type.typed() ? "list index out of range" : "getitem out of range"),
                e.span()));
    }

    private Expr index(Value index, Span span) {
        if (index instanceof Computed c && (c.type() instanceof Type.Int || c.type() instanceof Type.Bool)) {
            return c.type() instanceof Type.Bool ? Conversions.cast(c.tree(), Type.INT64) : Conversions.index(c.tree());
        }
        throw Errors.index(f.place(span), Describe.value(index));
    }

    private List<Value> slice(Value list, Value.SliceOf slice, Span span) {
        List<Value> arguments = new ArrayList<>(List.of(list));
        for (Optional<Expr> bound : List.of(slice.lower(), slice.upper(), slice.step())) {
            arguments.add(new Computed(bound.orElseGet(() -> Trees.none(span))));
        }
        return arguments;
    }

    @Override
    public boolean store(Value base, dev.jaculus.syntax.ast.Expr.Subscript target, Value value) {
        if (!isList(base)) {
            return false;
        }
        Expr list = list(base).tree();
        Type.ListOf type = (Type.ListOf) list.type();
        Span span = target.span();
        if (f.indexing().index(target.slice()) instanceof Value.SliceOf slice) {
            if (!isList(value)) {
                throw Errors.store(f.place(span), Describe.value(value), "a slice of " + Describe.type(type));
            }
            Computed items = (Computed) decided(list(value), span);
            takes(type, ((Type.ListOf) items.type()).item(), span);
            List<Value> arguments = slice(new Computed(list), slice, span);
            arguments.add(items);
            f.run(f.calls().named("list.set_slice", arguments, span), span);
            return true;
        }
        Expr index = index(f.indexing().index(target.slice()), target.slice().span());
        storeItem(list, index, f.expressions().tree(value, span), span);
        return true;
    }

    private void storeItem(Expr list, Expr index, Expr value, Span span) {
        Type.ListOf type = (Type.ListOf) list.type();
        boolean undecided = type.site() != null && type.site().item().isEmpty();
        boolean number = !undecided && type.item() instanceof Type.Scalar to && Conversions.toScalar(value.type(), to);
        if (!number) {
            takes(type, value.type(), span);
        }
        if (!Conversions.possible(value.type(), type.item())) {
            throw Errors.listItem(f.place(span), Describe.type(value.type()), Describe.type(type));
        }
        f.emit(new Stmt.StoreItem(
                list,
                index,
                Conversions.cast(value, type.item()),
                Optional.of(type.typed() ? "list index out of range" : "setitem out of range"),
                span));
    }

    @Override
    public boolean augment(
            Value base, dev.jaculus.syntax.ast.Expr.Subscript target, dev.jaculus.syntax.ast.Stmt.AugAssign s) {
        if (!isList(base)) {
            return false;
        }
        Expr list = f.hide(list(base).tree(), "list");
        Type.ListOf type = (Type.ListOf) list.type();
        Expr index =
                f.hide(index(f.indexing().index(target.slice()), target.slice().span()), "index");
        Span span = target.span();
        Expr old = f.hide(
                new Expr.ListItem(
                        type.item(),
                        list,
                        index,
                        Optional.of(type.typed() ? "list index out of range" : "getitem out of range"),
                        span),
                "old");
        Value operand = f.expressions().value(s.value());
        if (!augmented(new Computed(old), s.op(), operand, s.span())) {
            Value value = f.operators().binary(s.op(), new Computed(old), operand, s.span());
            storeItem(list, index, f.expressions().tree(value, span), span);
        }
        return true;
    }

    @Override
    public boolean delete(Value base, dev.jaculus.syntax.ast.Expr.Subscript target) {
        if (!isList(base)) {
            return false;
        }
        Span span = target.span();
        Expr list = list(base).tree();
        Value index = f.indexing().index(target.slice());
        Value done = index instanceof Value.SliceOf slice
                ? f.calls().named("list.delete_slice", slice(new Computed(list), slice, span), span)
                : f.calls()
                        .named("list.delete_item", List.of(new Computed(list), new Computed(index(index, span))), span);
        f.run(done, span);
        return true;
    }

    @Override
    public List<Value> unpacked(Expr value, int count, Span span) {
        Expr list = f.hide(value, "list");
        Type item = ((Type.ListOf) list.type()).item();
        f.emit(new Stmt.If(
                new Expr.Compare(Order.NE, new Expr.ListLength(list, span), Trees.integer(count, span), span),
                List.of(new Stmt.Raise(new Stmt.ExceptionClass("builtins.ValueError", -1, List.of()), List.of(), span)),
                List.of(),
                List.of(),
                span));
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Expr one = new Expr.ListItem(item, list, Trees.integer(i, span), Optional.empty(), span);
            items.add(new Computed(f.hide(one, "item")));
        }
        return items;
    }

    @Override
    public Optional<Expr> length(Value value, Span span) {
        return switch (value) {
            case Value.Listing l -> Optional.of(Trees.integer(l.items().size(), span));
            case Computed c when isList(c) -> Optional.of(new Expr.ListLength(c.tree(), span));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Expr> truth(Value value, Span span) {
        return value instanceof Computed c && isList(c)
                ? Optional.of(
                        new Expr.Compare(Order.NE, new Expr.ListLength(c.tree(), span), Trees.integer(0, span), span))
                : Optional.empty();
    }

    @Override
    public Optional<Counted> counted(Value over, Span span) {
        if (!isList(over)) {
            return Optional.empty();
        }
        Type.ListOf type = (Type.ListOf) list(over).type();
        Expr list = f.hide(list(over).tree(), "over");
        Expr length = type.typed() ? f.hide(new Expr.ListLength(list, span), "length") : null;
        return Optional.of(new Counted(
                new Expr.ListLength(list, span),
                Optional.of(place -> type.typed()
                        ? unchanged(list, length, place, span)
                        : new Expr.Compare(Order.LT, place, new Expr.ListLength(list, span), span)),
                place -> new Computed(new Expr.ListItem(type.item(), list, place, Optional.empty(), span))));
    }

    /** A numba.typed.List must stay as long as it is while a loop goes over it. */
    private Expr unchanged(Expr list, Expr length, Expr place, Span span) {
        List<Value> arguments = List.of(new Computed(list), new Computed(length), new Computed(place));
        return ((Computed) f.calls().named("list.goes_on", arguments, span)).tree();
    }

    @Override
    public Optional<Expr> contains(Value item, Value container, Span span) {
        return container instanceof Computed c && isList(c)
                ? Optional.of(((Computed) f.calls().named("list.contains", List.of(c, item), span)).tree())
                : Optional.empty();
    }

    @Override
    public Optional<Value> attribute(Value value, String name, Span span) {
        return value instanceof Computed c && isList(c) && METHODS.contains(name)
                ? Optional.of(new Value.Method(c, name))
                : Optional.empty();
    }

    // Operators.

    @Override
    public Optional<Value> binary(Operator operator, Value left, Value right, Span span) {
        if (operator == Operator.ADD && isList(left) && isList(right)) {
            Computed one = list(left);
            Computed other = list(right);
            return Optional.of(concatenated(one, other, span));
        }
        if (operator == Operator.MULT && isList(left) && isInteger(right)) {
            return Optional.of(f.calls().named("list.repeat", List.of(list(left), right), span));
        }
        if (operator == Operator.MULT && isInteger(left) && isList(right)) {
            return Optional.of(f.calls().named("list.repeat", List.of(list(right), left), span));
        }
        return Optional.empty();
    }

    private Value concatenated(Computed one, Computed other, Span span) {
        Type.ListOf left = (Type.ListOf) one.type();
        Type.ListOf right = (Type.ListOf) other.type();
        boolean known = isKnown(left) && isKnown(right);
        // Of a list of which nothing is known this is what tells.
        Optional<Type> common = known
                ? Promotion.unify(left.item(), right.item())
                : Promotion.merge(left, right).map(type -> ((Type.ListOf) type).item());
        if (common.isEmpty() || left.typed() != right.typed()) {
            throw Errors.operator(f.place(span), "+", Describe.value(one), Describe.value(other));
        }
        if (!known || left.item().equals(right.item())) {
            return f.calls().named("list.concatenate", List.of(one, other), span);
        }
        return filled(common.get(), left.typed(), List.of(one, other), span);
    }

    private static boolean isKnown(Type.ListOf list) {
        return list.site() == null || list.site().known().isPresent();
    }

    /** A fresh list of the items of others, converted. */
    private Value filled(Type item, boolean typed, List<Value> others, Span span) {
        ListSite site = f.site(span, typed);
        learn(site, item, span);
        site.begin();
        Computed list = new Computed(f.hide(new Expr.ListLiteral(site.type(), List.of(), span), "list"));
        for (Value other : others) {
            Value done = f.calls().named("list.extend", List.of(list, other), span);
            f.run(done, span);
        }
        return list;
    }

    private static boolean isInteger(Value value) {
        return value instanceof Computed c && (c.type() instanceof Type.Int || c.type() instanceof Type.Bool);
    }

    @Override
    public boolean augmented(Value old, Operator operator, Value operand, Span span) {
        if (!(old instanceof Computed list && list.type() instanceof Type.ListOf)) {
            return false;
        }
        if (operator == Operator.ADD) {
            f.run(f.calls().named("list.extend", List.of(list, operand), span), span);
            return true;
        }
        if (operator == Operator.MULT && isInteger(operand)) {
            Value done = f.calls().named("list.repeat_in_place", List.of(list, operand), span);
            f.run(done, span);
            return true;
        }
        return false;
    }

    @Override
    public Optional<Value> compared(Order order, Value left, Value right, Span span) {
        if (!isList(left) || !isList(right)) {
            return Optional.empty();
        }
        Value one = list(left);
        Value other = list(right);
        return Optional.of(
                switch (order) {
                    case EQ -> f.calls().named("list.equal", List.of(one, other), span);
                    case NE -> {
                        Value same = f.calls().named("list.equal", List.of(one, other), span);
                        yield new Computed(Logic.not(((Computed) same).tree(), span));
                    }
                    case LT -> f.calls().named("list.less", List.of(one, other), span);
                    case LE -> f.calls().named("list.less_or_equal", List.of(one, other), span);
                    case GT -> f.calls().named("list.less", List.of(other, one), span);
                    case GE -> f.calls().named("list.less_or_equal", List.of(other, one), span);
                });
    }
}
