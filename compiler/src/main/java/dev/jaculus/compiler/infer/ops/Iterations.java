package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Counted;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Indices;
import dev.jaculus.compiler.infer.core.Iteration;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Values;
import dev.jaculus.compiler.tree.Expr;
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
public final class Iterations implements Topics.OfIterations {
    private final Scope f;

    public Iterations(Scope f) {
        this.f = f;
    }

    @Override
    public Value iterator(Value given, Span span) {
        return f.ask(ops -> ops.iterator(given, span)).orElse(given);
    }

    @Override
    public Iteration of(Value given, Span span) {
        Value over = iterator(given, span);
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

    @Override
    public Iteration fromZero(Value.Range range, Span span) {
        Counted counted = counted(range, span);
        return new Iteration(Trees.integer(0, span), counted.length(), 1, Optional.empty(), counted.item());
    }

    @Override
    public Counted counted(Value over, Span span) {
        return f.ask(ops -> ops.counted(over, span)).orElseGet(() -> ofIterator(over, span));
    }

    private Counted ofIterator(Value over, Span span) {
        return switch (over) {
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
            case Value.Zip zip
            when SharedIterators.mayMeet(zip) -> counted(f.closures().zipped(zip, span), span);
            case Value.Zip zip -> zip(zip, span);
            case Value.Mapped m -> {
                Counted inner = zip(new Value.Zip(m.over()), span);
                yield new Counted(
                        inner.length(),
                        inner.more(),
                        place -> f.calls()
                                .call(
                                        m.function(),
                                        new CallArguments(
                                                f.place(span),
                                                Tuples.items(f, inner.item().apply(place), span))));
            }
            case Value.Iterator i -> {
                Counted inner = counted(i.over(), span);
                Expr taken = f.hide(i.taken(), "taken");
                yield new Counted(
                        f.hide(Indices.binary(Arithmetic.SUB, inner.length(), taken, span), "left"),
                        place -> inner.item().apply(sum(taken, place, span)));
            }
            case Value.Indices i -> {
                List<Expr> shape = i.shape().stream()
                        .map(length -> f.hide(length, "length"))
                        .toList();
                yield new Counted(
                        f.hide(Indices.size(shape, span), "size"),
                        place -> new Computed(Trees.tuple(Indices.index(shape, place, span), span)));
            }
            case Value.Elements e -> elements(e, span);
            case Value.Reversed r -> {
                Counted inner = counted(r.over(), span);
                Expr last =
                        f.hide(Indices.binary(Arithmetic.SUB, inner.length(), Trees.integer(1, span), span), "last");
                UnaryOperator<Expr> from = place -> Indices.binary(Arithmetic.SUB, last, place, span);
                yield new Counted(
                        inner.length(),
                        inner.more()
                                .map(more -> place ->
                                        and(notNegative(from.apply(place), span), more.apply(from.apply(place)), span)),
                        place -> inner.item().apply(from.apply(place)));
            }
            default ->
                throw Values.isMixed(over)
                        ? Errors.mixedItems(f.place(span), Describe.value(over))
                        : Errors.notIterable(f.place(span), Describe.value(over));
        };
    }

    private Value pair(Value first, Value second, Span span) {
        return Trees.tupleOf(List.of(first, second), span);
    }

    private Counted elements(Value.Elements e, Span span) {
        Expr array = f.hide(e.array(), "over");
        Type.Array type = (Type.Array) array.type();
        List<Expr> shape = new ArrayList<>();
        for (int axis = 0; axis < type.rank(); axis++) {
            shape.add(new Expr.Length(array, axis, span));
        }
        return new Counted(f.hide(Indices.size(shape, span), "size"), place -> {
            List<Expr> index = Indices.index(shape, place, span).stream()
                    .map(one -> f.hide(one, "index"))
                    .toList();
            Value element = new Computed(new Expr.Element(type.element(), array, index, false, span));
            return e.numbered() ? pair(new Computed(Trees.tuple(index, span)), element, span) : element;
        });
    }

    private Counted zip(Value.Zip zip, Span span) {
        List<Counted> parts =
                zip.parts().stream().map(part -> counted(part, span)).toList();
        Expr length = parts.stream()
                .map(Counted::length)
                .reduce((a, b) -> Indices.binary(Arithmetic.MIN, a, b, span))
                .orElse(Trees.integer(0, span));
        Function<Expr, Value> item = place -> Trees.tupleOf(
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

    private static Expr sum(Expr start, Expr place, Span span) {
        return Indices.isKnown(start, 0) ? place : Indices.binary(Arithmetic.ADD, start, place, span);
    }
}
