package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.infer.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a loop can go over, as counting. */
final class Iterations {
    private final FunctionInference f;

    /**
     * A loop counts from `lower` by `step` to before `upper`; `item` gives what the target gets at a count. Where the loop's body may change how many
     * items there are, `more` is asked at each place from 0 on instead. The body is run for the items that `filter` lets through.
     */
    record Iteration(
            Expr lower,
            Expr upper,
            long step,
            Optional<UnaryOperator<Expr>> more,
            Function<Expr, Value> item,
            Optional<Value> filter) {
        Iteration(Expr lower, Expr upper, long step, Optional<UnaryOperator<Expr>> more, Function<Expr, Value> item) {
            this(lower, upper, step, more, item, Optional.empty());
        }
    }

    /** As many items as `length` says, an int64, and those for which `more` holds if it is there; `item` gives the one at a place from 0. */
    record Counted(Expr length, Optional<UnaryOperator<Expr>> more, Function<Expr, Value> item) {
        Counted(Expr length, Function<Expr, Value> item) {
            this(length, Optional.empty(), item);
        }
    }

    Iterations(FunctionInference f) {
        this.f = f;
    }

    /** Evaluates what the loop goes over, once, into hidden variables. */
    Iteration of(Value given, Span span) {
        Value over = f.objects.iterated(given, span);
        if (over instanceof Value.Range range && !range.type().equals(Type.UINT64)) {
            OptionalLong step = Trees.literalInt(range.step());
            if (step.isPresent() && step.getAsLong() != 0) {
                return new Iteration(
                        f.once(Conversions.cast(range.start(), Type.INT64), "start"),
                        f.once(Conversions.cast(range.stop(), Type.INT64), "stop"),
                        step.getAsLong(),
                        Optional.empty(),
                        place -> new Computed(Conversions.cast(place, range.type())));
            }
        }
        Optional<Value> filter = over instanceof Value.Filtered f ? Optional.of(f.function()) : Optional.empty();
        Counted counted = counted(over instanceof Value.Filtered f ? f.over() : over, span);
        return new Iteration(Trees.integer(0, span), counted.length(), 1, counted.more(), counted.item(), filter);
    }

    /** A range counted from 0, as pieces of a parallel loop need it. */
    Iteration fromZero(Value.Range range, Span span) {
        Counted counted = range(range, span);
        return new Iteration(Trees.integer(0, span), counted.length(), 1, Optional.empty(), counted.item());
    }

    Counted counted(Value over, Span span) {
        return switch (over) {
            case Value.Range range -> range(range, span);
            case Value.Enumerate e -> {
                Counted inner = counted(e.over(), span);
                Expr start = f.hide(e.start(), "start");
                yield new Counted(
                        inner.length(),
                        inner.more(),
                        place -> pair(
                                new Computed(sum(start, place, span)),
                                inner.item().apply(place),
                                span));
            }
            case Value.Zip zip when SharedIterators.mayMeet(zip) -> counted(f.closures.zipped(zip, span), span);
            case Value.Zip zip -> zip(zip, span);
            case Value.Mapped m -> {
                Counted inner = zip(new Value.Zip(m.over()), span);
                yield new Counted(
                        inner.length(),
                        inner.more(),
                        place -> f.calls.call(
                                m.function(),
                                new CallArguments(
                                        f.place(span),
                                        f.operators.items(inner.item().apply(place), span))));
            }
            case Value.Iterator i -> {
                Counted inner = counted(i.over(), span);
                Expr taken = f.hide(i.taken(), "taken");
                yield new Counted(
                        f.hide(binary(Arithmetic.SUB, inner.length(), taken, span), "left"),
                        place -> inner.item().apply(sum(taken, place, span)));
            }
            case Value.Indices i -> {
                List<Expr> shape = i.shape().stream()
                        .map(length -> f.hide(length, "length"))
                        .toList();
                yield new Counted(
                        f.hide(size(shape, span), "size"),
                        place -> new Computed(Trees.tuple(Iterators.index(shape, place, span), span)));
            }
            case Value.Elements e -> elements(e, span);
            case Value.Reversed r -> {
                Counted inner = counted(r.over(), span);
                Expr last = f.hide(binary(Arithmetic.SUB, inner.length(), Trees.integer(1, span), span), "last");
                UnaryOperator<Expr> from = place -> binary(Arithmetic.SUB, last, place, span);
                yield new Counted(
                        inner.length(),
                        inner.more()
                                .map(more -> place ->
                                        and(notNegative(from.apply(place), span), more.apply(from.apply(place)), span)),
                        place -> inner.item().apply(from.apply(place)));
            }
            case Value.Generated g -> counted(f.generators.made(g, span), span);
            case Computed c
            when c.type() instanceof Type.Generator -> {
                Expr generator = f.hide(c.tree(), "over");
                yield new Counted(
                        new Expr.Const(Type.INT64, Long.MAX_VALUE, span),
                        Optional.of(_ -> new Expr.Advance(generator, span)),
                        _ -> new Computed(new Expr.Current(generator, span)));
            }
            case Value.Listing l -> counted(f.lists.made(l), span);
            case Computed c
            when c.type() instanceof Type.ListOf type -> {
                Expr list = f.hide(c.tree(), "over");
                Expr length = type.typed() ? f.hide(new Expr.ListLength(list, span), "length") : null;
                yield new Counted(
                        new Expr.ListLength(list, span),
                        Optional.of(place -> type.typed()
                                ? unchanged(list, length, place, span)
                                : before(place, new Expr.ListLength(list, span), span)),
                        place -> new Computed(new Expr.ListItem(type.item(), list, place, Optional.empty(), span)));
            }
            case Computed c
            when c.type() instanceof Type.Array a && a.rank() > 0 -> {
                Expr array = f.hide(c.tree(), "over");
                yield new Counted(
                        f.hide(new Expr.Length(array, 0, span), "length"),
                        place -> new Computed(f.indexing.at(array, place, span)));
            }
            case Computed c when LiteralDicts.is(c) -> counted(LiteralDicts.keys(c, span), span);
            case Computed c
            when Records.is(c) && Records.rank((Type.Tuple) c.type()) > 0 -> {
                Expr records = f.hide(c.tree(), "over");
                yield new Counted(
                        f.hide(Records.length(records, 0, span), "length"),
                        place -> f.records.at(records, place, span));
            }
            case Computed c
            when c.type() instanceof Type.Tuple t && sameItems(t) -> {
                Expr tuple = f.hide(c.tree(), "over");
                yield new Counted(
                        Trees.integer(t.items().size(), span),
                        place -> new Computed(new Expr.ItemAt(t.items().getFirst(), tuple, place, span)));
            }
            case Value.Sequence functions
            when functions.items().stream().allMatch(Calls::isFunction) ->
                new Counted(
                        Trees.integer(functions.items().size(), span),
                        place -> new Value.OneOf(place, functions.items()));
            case Value.Sequence texts
            when texts.items().stream().allMatch(Texts::is) ->
                counted(new Computed(f.expressions.tree(texts, span)), span);
            case Value text
            when Texts.is(text) -> {
                Expr points = f.hide(Texts.points(Texts.tree(text, span), span), "over");
                yield new Counted(
                        f.hide(new Expr.Length(points, 0, span), "length"),
                        place -> new Computed(Texts.character(points, place, span)));
            }
            default ->
                throw Unrolling.isMixed(over)
                        ? Errors.mixedItems(f.place(span), Describe.value(over))
                        : Errors.notIterable(f.place(span), Describe.value(over));
        };
    }

    /** A numba.typed.List must stay as long as it is while a loop goes over it. */
    private Expr unchanged(Expr list, Expr length, Expr place, Span span) {
        List<Value> arguments = List.of(new Computed(list), new Computed(length), new Computed(place));
        return ((Computed) f.calls.named("list.goes_on", arguments, span)).tree();
    }

    private static boolean sameItems(Type.Tuple tuple) {
        return tuple.isTuple() && tuple.items().stream().distinct().count() == 1;
    }

    private Value pair(Value first, Value second, Span span) {
        return f.expressions.tuple(List.of(first, second), span);
    }

    private Counted elements(Value.Elements e, Span span) {
        Expr array = f.hide(e.array(), "over");
        Type.Array type = (Type.Array) array.type();
        List<Expr> shape = new ArrayList<>();
        for (int axis = 0; axis < type.rank(); axis++) {
            shape.add(new Expr.Length(array, axis, span));
        }
        return new Counted(f.hide(size(shape, span), "size"), place -> {
            List<Expr> index = Iterators.index(shape, place, span).stream()
                    .map(one -> f.hide(one, "index"))
                    .toList();
            Value element = new Computed(new Expr.Element(type.element(), array, index, false, span));
            return e.numbered() ? pair(new Computed(Trees.tuple(index, span)), element, span) : element;
        });
    }

    static Expr size(List<Expr> shape, Span span) {
        return shape.stream()
                .reduce((a, b) -> binary(Arithmetic.MUL, a, b, span))
                .orElse(Trees.integer(1, span));
    }

    private Counted zip(Value.Zip zip, Span span) {
        List<Counted> parts =
                zip.parts().stream().map(part -> counted(part, span)).toList();
        Expr length = parts.stream()
                .map(Counted::length)
                .reduce((a, b) -> binary(Arithmetic.MIN, a, b, span))
                .orElse(Trees.integer(0, span));
        Function<Expr, Value> item = place -> f.expressions.tuple(
                parts.stream().map(part -> part.item().apply(place)).toList(), span);
        if (parts.stream().noneMatch(part -> part.more().isPresent())) {
            return new Counted(f.once(length, "length"), item);
        }
        UnaryOperator<Expr> more = place -> parts.stream()
                .map(part ->
                        part.more().map(own -> own.apply(place)).orElseGet(() -> before(place, part.length(), span)))
                .reduce((a, b) -> and(a, b, span))
                .orElseThrow();
        return new Counted(length, Optional.of(more), item);
    }

    private static Expr before(Expr place, Expr length, Span span) {
        return new Expr.Compare(Order.LT, place, length, span);
    }

    private static Expr notNegative(Expr place, Span span) {
        return new Expr.Compare(Order.GE, place, Trees.integer(0, span), span);
    }

    private static Expr and(Expr left, Expr right, Span span) {
        return new Expr.Logic(Type.BOOL, true, left, right, span);
    }

    private Counted range(Value.Range range, Span span) {
        Type.Int type = range.type();
        Expr start = f.once(Conversions.cast(range.start(), type), "start");
        Expr stop = f.once(Conversions.cast(range.stop(), type), "stop");
        Expr step = f.once(Conversions.cast(range.step(), type), "step");
        Expr length = Conversions.cast(length(type, start, stop, step, span), Type.INT64);
        return new Counted(f.hide(length, "length"), place -> {
            Expr scaled = Conversions.cast(place, type);
            if (!isKnown(step, 1)) {
                scaled = new Expr.Binary(type, Arithmetic.MUL, scaled, step, false, span);
            }
            return new Computed(
                    isKnown(start, 0) ? scaled : new Expr.Binary(type, Arithmetic.ADD, start, scaled, false, span));
        });
    }

    /** Python's count of a range; 0 where the step leads away from the end. */
    private Expr length(Type.Int type, Expr start, Expr stop, Expr step, Span span) {
        Expr zero = new Expr.Const(type, 0L, span);
        OptionalLong known = Trees.literalInt(step);
        if (known.isEmpty()) {
            Expr isZero = new Expr.Compare(Order.EQ, step, zero, span);
            f.emit(new Stmt.If(
                    isZero,
                    List.of(Raising.valueError("range() arg 3 must not be zero", span)),
                    List.of(),
                    List.of(),
                    span));
        } else if (known.getAsLong() == 0) {
            f.emit(Raising.valueError("range() arg 3 must not be zero", span));
        }
        if (isKnown(step, 1) && type.signed()) {
            Expr distance = isKnown(start, 0) ? stop : new Expr.Binary(type, Arithmetic.SUB, stop, start, false, span);
            return new Expr.Binary(type, Arithmetic.MAX, distance, zero, false, span);
        }
        Expr up = new Expr.Choice(
                type,
                new Expr.Compare(Order.LT, start, stop, span),
                steps(type, start, stop, step, Arithmetic.SUB, span),
                zero,
                span);
        if (!type.signed() || (known.isPresent() && known.getAsLong() > 0)) {
            return up;
        }
        Expr down = new Expr.Choice(
                type,
                new Expr.Compare(Order.GT, start, stop, span),
                steps(type, start, stop, step, Arithmetic.ADD, span),
                zero,
                span);
        return new Expr.Choice(type, new Expr.Compare(Order.GT, step, zero, span), up, down, span);
    }

    /** {@code (stop - start ∓ 1) // step + 1}, for a step in the direction of the stop. */
    private static Expr steps(Type type, Expr start, Expr stop, Expr step, Arithmetic shorten, Span span) {
        Expr one = new Expr.Const(type, 1L, span);
        Expr distance = new Expr.Binary(type, Arithmetic.SUB, stop, start, false, span);
        Expr shorter = new Expr.Binary(type, shorten, distance, one, false, span);
        Expr quotient = new Expr.Binary(type, Arithmetic.FLOORDIV, shorter, step, false, span);
        return new Expr.Binary(type, Arithmetic.ADD, quotient, one, false, span);
    }

    /** {@code number in range}: it is some steps from the start. */
    Expr contains(Value.Range range, Expr number, Span span) {
        Expr length = f.hide(range(range, span).length(), "length");
        Expr step = f.hide(Conversions.cast(range.step(), Type.INT64), "step");
        Expr distance =
                f.hide(binary(Arithmetic.SUB, number, Conversions.cast(range.start(), Type.INT64), span), "distance");
        Expr steps = f.hide(binary(Arithmetic.FLOORDIV, distance, step, span), "steps");
        Expr zero = Trees.integer(0, span);
        Expr whole = new Expr.Compare(Order.EQ, binary(Arithmetic.MUL, steps, step, span), distance, span);
        Expr inside = new Expr.Logic(
                Type.BOOL,
                true,
                new Expr.Compare(Order.GE, steps, zero, span),
                new Expr.Compare(Order.LT, steps, length, span),
                span);
        return new Expr.Logic(Type.BOOL, true, whole, inside, span);
    }

    /** {@code range[index]}: a negative index counts from the end. */
    Value item(Value.Range range, Expr index, Span span) {
        Counted counted = range(range, span);
        Expr place = f.hide(index, "index");
        Expr zero = Trees.integer(0, span);
        Expr wrapped = f.hide(
                new Expr.Choice(
                        Type.INT64,
                        new Expr.Compare(Order.LT, place, zero, span),
                        binary(Arithmetic.ADD, place, counted.length(), span),
                        place,
                        span),
                "place");
        Expr outside = new Expr.Logic(
                Type.BOOL,
                false,
                new Expr.Compare(Order.LT, wrapped, zero, span),
                new Expr.Compare(Order.GE, wrapped, counted.length(), span),
                span);
        f.emit(new Stmt.If(
                outside,
                List.of(new Stmt.Raise(
                        Raising.builtin("IndexError"),
                        List.of(new Stmt.Argument.Fixed("range object index out of range")),
                        span)),
                List.of(),
                List.of(),
                span));
        return counted.item().apply(wrapped);
    }

    /** {@code len(range)}. */
    Expr length(Value.Range range, Span span) {
        return range(range, span).length();
    }

    private static boolean isKnown(Expr tree, long value) {
        return tree instanceof Expr.Const c && Long.valueOf(value).equals(c.value());
    }

    private static Expr sum(Expr start, Expr place, Span span) {
        return isKnown(start, 0) ? place : binary(Arithmetic.ADD, start, place, span);
    }

    private static Expr binary(Arithmetic operation, Expr left, Expr right, Span span) {
        return new Expr.Binary(Type.INT64, operation, left, right, false, span);
    }

    /** The type of a range over such bounds (Numba's choice among its three kinds of range); empty if they are no integers. */
    static Optional<Type.Int> rangeType(List<Type> bounds) {
        if (!bounds.stream().allMatch(type -> type instanceof Type.Int || type instanceof Type.Bool)) {
            return Optional.empty();
        }
        if (bounds.contains(Type.INT64)) {
            return Optional.of(Type.INT64);
        }
        boolean signed = bounds.stream().anyMatch(type -> type instanceof Type.Int i && i.signed());
        boolean unsigned = bounds.stream().anyMatch(type -> type instanceof Type.Int i && !i.signed());
        if (!unsigned) {
            return Optional.of(Type.INT32);
        }
        if (!signed) {
            return Optional.of(Type.UINT64);
        }
        if (bounds.contains(Type.UINT64)) {
            return Optional.of(bounds.contains(Type.INT32) ? Type.INT32 : Type.UINT64);
        }
        return Optional.of(bounds.contains(Type.UINT32) ? Type.INT64 : Type.INT32);
    }
}
