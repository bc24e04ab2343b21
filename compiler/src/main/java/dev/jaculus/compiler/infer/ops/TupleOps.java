package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Counted;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Logic;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Values;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.ast.Expr.Subscript;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Tuples, also of values that do not exist at run time. A place that is known while compiling has an item of any type. */
public final class TupleOps implements TypeOps {
    /** A tuple's items are values of their own; thousands of them are a mistake. */
    private static final long MOST_COPIES = 1000;

    private final Scope f;

    public TupleOps(Scope f) {
        this.f = f;
    }

    // Operators.

    @Override
    public Optional<Value> binary(Operator operator, Value left, Value right, Span span) {
        if (operator == Operator.ADD && Tuples.is(left) && Tuples.is(right)) {
            List<Value> items = new ArrayList<>(Tuples.items(f, left, span));
            items.addAll(Tuples.items(f, right, span));
            return Optional.of(Trees.tupleOf(items, span));
        }
        if (operator == Operator.MULT && (Tuples.is(left) || Tuples.is(right))) {
            return Tuples.is(left) ? repeated(left, right, span) : repeated(right, left, span);
        }
        return Optional.empty();
    }

    /** {@code tuple * n}, where n is known while compiling: it decides the type. */
    private Optional<Value> repeated(Value tuple, Value times, Span span) {
        OptionalLong known = times instanceof Computed c ? Trees.literalInt(c.tree()) : OptionalLong.empty();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        List<Value> items = new ArrayList<>();
        for (long i = 0; i < Math.min(known.getAsLong(), MOST_COPIES); i++) {
            items.addAll(Tuples.items(f, tuple, span));
        }
        return Optional.of(Trees.tupleOf(items, span));
    }

    @Override
    public Optional<Value> compared(Order order, Value left, Value right, Span span) {
        boolean tuples = left instanceof Computed a
                && right instanceof Computed b
                && a.type() instanceof Type.Tuple
                && b.type() instanceof Type.Tuple;
        return tuples ? Optional.of(new Computed(ordered(order, left, right, span))) : Optional.empty();
    }

    /** Python's order of tuples: by the first items that differ, then by length. */
    private Expr ordered(Order order, Value left, Value right, Span span) {
        List<Value> a = Tuples.items(f, left, span);
        List<Value> b = Tuples.items(f, right, span);
        int common = Math.min(a.size(), b.size());
        if (order.isEquality()) {
            Expr same = Trees.bool(a.size() == b.size(), span);
            for (int i = 0; i < common; i++) {
                same = Logic.and(same, same(a.get(i), b.get(i), span), span);
            }
            return order == Order.EQ ? same : Logic.not(same, span);
        }
        Expr result = Trees.bool(Logic.holds(order, Integer.compare(a.size(), b.size())), span);
        for (int i = common - 1; i >= 0; i--) {
            Expr same = same(a.get(i), b.get(i), span);
            Expr decides = f.comparisons().truth(f.comparisons().ordered(order, a.get(i), b.get(i), span), span);
            result = new Expr.Choice(Type.BOOL, same, result, decides, span);
        }
        return result;
    }

    @Override
    public Optional<Expr> contains(Value item, Value container, Span span) {
        if (!Tuples.is(container) && !(container instanceof Value.Listing)) {
            return Optional.empty();
        }
        List<Value> items = container instanceof Value.Listing list ? list.items() : Tuples.items(f, container, span);
        Value once = item instanceof Computed c ? new Computed(f.once(c.tree(), "item")) : item;
        Expr result = Trees.bool(false, span);
        for (Value other : items) {
            result = Logic.or(result, same(once, other, span), span);
        }
        return Optional.of(result);
    }

    private Expr same(Value one, Value other, Span span) {
        return f.comparisons().truth(f.comparisons().ordered(Order.EQ, one, other, span), span);
    }

    @Override
    public Optional<Expr> truth(Value value, Span span) {
        return size(value)
                .map(items -> value instanceof Computed c
                        ? f.decided(c.tree(), items > 0, span)
                        : Trees.bool(items > 0, span));
    }

    // Items.

    @Override
    public Optional<Expr> length(Value value, Span span) {
        return size(value).map(items -> Trees.integer(items, span));
    }

    private static Optional<Integer> size(Value value) {
        return switch (value) {
            case Value.Sequence s -> Optional.of(s.items().size());
            case Computed c
            when c.type() instanceof Type.Tuple t && t.isTuple() ->
                Optional.of(t.items().size());
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Counted> counted(Value over, Span span) {
        return switch (over) {
            case Computed c
            when c.type() instanceof Type.Tuple t && sameItems(t) -> {
                Expr tuple = f.hide(c.tree(), "over");
                yield Optional.of(new Counted(
                        Trees.integer(t.items().size(), span),
                        place -> new Computed(new Expr.ItemAt(t.items().getFirst(), tuple, place, span))));
            }
            case Value.Sequence functions
            when functions.items().stream().allMatch(Values::isFunction) ->
                Optional.of(new Counted(
                        Trees.integer(functions.items().size(), span),
                        place -> new Value.OneOf(place, functions.items())));
            case Value.Sequence texts
            when texts.items().stream().allMatch(Texts::is) ->
                counted(new Computed(f.expressions().tree(texts, span)), span);
            default -> Optional.empty();
        };
    }

    private static boolean sameItems(Type.Tuple tuple) {
        return tuple.isTuple() && tuple.items().stream().distinct().count() == 1;
    }

    @Override
    public Optional<Value> attribute(Value value, String name, Span span) {
        if (Tuples.is(value) && (name.equals("index") || name.equals("count"))) {
            return Optional.of(new Value.Bound(value, "jaculus.tuple_" + name));
        }
        return Tuples.field(value, name, span);
    }

    @Override
    public Optional<Value> load(Value base, Subscript subscript) {
        return Tuples.is(base)
                ? Optional.of(item(base, f.indexing().index(subscript.slice()), subscript.span()))
                : Optional.empty();
    }

    private Value item(Value tuple, Value index, Span span) {
        List<Value> items = tuple instanceof Value.Sequence s ? s.items() : null;
        int length = items != null
                ? items.size()
                : ((Type.Tuple) ((Computed) tuple).type()).items().size();
        if (index instanceof Value.SliceOf slice) {
            return part(tuple, length, slice, span);
        }
        if (index instanceof Computed c && c.type() instanceof Type.Int) {
            OptionalLong known = Trees.literalInt(c.tree());
            if (known.isPresent()) {
                long place = known.getAsLong() < 0 ? known.getAsLong() + length : known.getAsLong();
                if (place < 0 || place >= length) {
                    throw Errors.tupleIndex(f.place(span), length);
                }
                return items != null
                        ? items.get((int) place)
                        : new Computed(Trees.itemOf(((Computed) tuple).tree(), (int) place, span));
            }
            if (tuple instanceof Computed t) {
                Type.Tuple type = (Type.Tuple) t.type();
                if (type.items().stream().distinct().count() == 1) {
                    return new Computed(
                            new Expr.ItemAt(type.items().getFirst(), t.tree(), Conversions.index(c.tree()), span));
                }
            }
            if (items != null && items.stream().allMatch(Values::isFunction)) {
                return functionAt(items, Conversions.index(c.tree()), span);
            }
            throw Errors.mixedTuple(f.place(span), Describe.value(tuple));
        }
        throw Errors.index(f.place(span), Describe.value(index));
    }

    private Value part(Value tuple, int length, Value.SliceOf slice, Span span) {
        OptionalLong step = slice.step().isEmpty()
                ? OptionalLong.of(1)
                : Trees.literalInt(slice.step().get());
        OptionalLong lower = known(slice.lower(), length, step.orElse(1) < 0 ? length - 1 : 0, step.orElse(1) < 0);
        OptionalLong upper = known(slice.upper(), length, step.orElse(1) < 0 ? -1 : length, step.orElse(1) < 0);
        if (step.isEmpty() || step.getAsLong() == 0 || lower.isEmpty() || upper.isEmpty()) {
            throw Errors.tupleSlice(f.place(span), Describe.value(tuple));
        }
        List<Value> items = Tuples.items(f, tuple, span);
        List<Value> chosen = new ArrayList<>();
        long by = step.getAsLong();
        for (long i = lower.getAsLong(); by > 0 ? i < upper.getAsLong() : i > upper.getAsLong(); i += by) {
            chosen.add(items.get((int) i));
        }
        return Trees.tupleOf(chosen, span);
    }

    /** A literal bound of a slice, clipped as Python does. */
    private static OptionalLong known(Optional<Expr> bound, int length, long absent, boolean down) {
        if (bound.isEmpty()) {
            return OptionalLong.of(absent);
        }
        OptionalLong literal = Trees.literalInt(bound.get());
        if (literal.isEmpty()) {
            return literal;
        }
        long value = literal.getAsLong() < 0 ? literal.getAsLong() + length : literal.getAsLong();
        long least = down ? -1 : 0;
        long most = down ? length - 1 : length;
        return OptionalLong.of(Math.min(Math.max(value, least), most));
    }

    /** The function at an index of a tuple of functions; a wrong index is an IndexError. */
    private static Value functionAt(List<Value> functions, Expr index, Span span) {
        List<Expr> places = LongStream.range(0, functions.size())
                .<Expr>mapToObj(place -> Trees.integer(place, span))
                .toList();
        return new Value.OneOf(new Expr.ItemAt(Type.INT64, Trees.tuple(places, span), index, span), functions);
    }
}
