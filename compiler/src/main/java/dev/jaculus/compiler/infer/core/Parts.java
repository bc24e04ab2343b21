package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The parts of compile-time values that exist at run time: a range's bounds, what a closure captures. In variables named after the one
 * that holds the whole ({@code r.1}, {@code r.2}), they change, join and travel as any variable does, and two ranges are one value.
 */
public final class Parts {
    private Parts() {}

    /** A value whose parts are variables, and what they hold. */
    public record Split(Value shape, List<String> names, List<Expr> trees) {}

    /** The value with each part replaced. */
    public static Value map(Value value, UnaryOperator<Expr> change) {
        return switch (value) {
            case Computed c -> new Computed(change.apply(c.tree()));
            case Value.Fixed _,
                    Value.Ours _,
                    Value.Ellipsis _,
                    Value.CaughtException _,
                    Value.Undeclared _,
                    Value.Untyped _ -> value;
            case Value.NewException e ->
                new Value.NewException(e.exception(), all(e.arguments(), change), e.keywords());
            case Value.Bound b -> new Value.Bound(map(b.self(), change), b.function());
            case Value.Method m ->
                new Value.Method(new Computed(change.apply(m.self().tree())), m.name());
            case Value.OneOf o -> new Value.OneOf(change.apply(o.place()), all(o.functions(), change));
            case Value.Sequence s -> new Value.Sequence(all(s.items(), change), s.names());
            case Value.Listing l -> new Value.Listing(all(l.items(), change), l.span());
            case Value.Unrolled u -> new Value.Unrolled(map(u.over(), change));
            case Value.SliceOf s ->
                new Value.SliceOf(
                        s.lower().map(change), s.upper().map(change), s.step().map(change));
            case Value.Range r ->
                new Value.Range(
                        r.type(),
                        change.apply(r.start()),
                        change.apply(r.stop()),
                        Trees.literalInt(r.step()).isPresent() ? known(r.step()) : change.apply(r.step()));
            case Value.Enumerate e -> new Value.Enumerate(map(e.over(), change), change.apply(e.start()));
            case Value.Zip z -> new Value.Zip(all(z.parts(), change));
            case Value.Reversed r -> new Value.Reversed(map(r.over(), change));
            case Value.Mapped m -> new Value.Mapped(map(m.function(), change), all(m.over(), change));
            case Value.Filtered m -> new Value.Filtered(map(m.function(), change), map(m.over(), change));
            case Value.Iterator i -> new Value.Iterator(map(i.over(), change), change.apply(i.taken()));
            case Value.Indices i ->
                new Value.Indices(i.shape().stream().map(change).toList());
            case Value.Flags v -> new Value.Flags(change.apply(v.array()));
            case Value.Ctypes v -> new Value.Ctypes(change.apply(v.array()));
            case Value.Elements e -> new Value.Elements(change.apply(e.array()), e.numbered());
            case Value.Generated g -> new Value.Generated(g.definition(), g.names(), all(g.values(), change));
            case Value.Closure c ->
                new Value.Closure(
                        c.definition(),
                        all(c.defaults(), change),
                        c.captured().map(items -> captured(items, c.definition(), change)));
        };
    }

    private static List<Value> all(List<Value> values, UnaryOperator<Expr> change) {
        return values.stream().map(one -> map(one, change)).toList();
    }

    /** What a closure captures: to the library literals choose code, so that they stay known. */
    private static List<Value> captured(List<Value> items, Definition closure, UnaryOperator<Expr> change) {
        return items.stream()
                .<Value>map(item -> closure.library
                                && item instanceof Computed c
                                && c.tree() instanceof Expr.Const literal
                                && Trees.isLiteral(literal)
                        ? new Computed(known(literal))
                        : map(item, change))
                .toList();
    }

    /** The same constant wherever it stands. */
    private static Expr known(Expr constant) {
        return new Expr.Const(constant.type(), ((Expr.Const) constant).value(), Span.NONE);
    }

    /** Names the parts after `name`; None has none. */
    public static Split split(Value value, String name) {
        List<String> names = new ArrayList<>();
        List<Expr> trees = new ArrayList<>();
        Value shape = map(value, tree -> {
            if (tree.type() instanceof Type.None) {
                return Trees.none(Span.NONE);
            }
            names.add(name + "." + (names.size() + 1));
            trees.add(tree);
            return new Expr.Local(tree.type(), names.getLast(), false, Span.NONE);
        });
        if (shape instanceof Value.Range r && r.step() instanceof Expr.Const) {
            names.add(step(r).name()); // for where it meets a range with another step
            trees.add(r.step());
        }
        return new Split(shape, names, trees);
    }

    /** Whether a variable holds a part of this one. */
    public static boolean isPartOf(String part, String name) {
        return part.startsWith(name) && part.startsWith(".", name.length());
    }

    /** The variable of a range's step, beside that of its start. */
    private static Expr.Local step(Value.Range range) {
        String start = ((Expr.Local) range.start()).name();
        return new Expr.Local(range.step().type(), start.substring(0, start.length() - 1) + "3", false, Span.NONE);
    }

    /** The value of a variable that gets one of these, which are not equal, if there is one for both. */
    public static Optional<Value> meet(Value one, Value other) {
        boolean ranges = one instanceof Value.Range a
                && other instanceof Value.Range b
                && a.type().equals(b.type())
                && a.start() instanceof Expr.Local
                && a.start().equals(b.start())
                && a.stop().equals(b.stop())
                && a.step().type().equals(b.step().type());
        if (!ranges) {
            return Optional.empty();
        }
        Value.Range range = (Value.Range) one;
        return Optional.of(new Value.Range(range.type(), range.start(), range.stop(), step(range)));
    }
}
