package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Counted;
import dev.jaculus.compiler.infer.core.Indices;
import dev.jaculus.compiler.infer.core.Raises;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr.Subscript;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Ranges, which exist only while compiling: three numbers. */
public final class RangeOps implements TypeOps {
    private final Scope f;

    public RangeOps(Scope f) {
        this.f = f;
    }

    @Override
    public Optional<Value> attribute(Value value, String name, Span span) {
        if (!(value instanceof Value.Range range)) {
            return Optional.empty();
        }
        Optional<Expr> bound = switch (name) {
            case "start" -> Optional.of(range.start());
            case "stop" -> Optional.of(range.stop());
            case "step" -> Optional.of(range.step());
            default -> Optional.empty();
        };
        return bound.map(number -> new Computed(Conversions.cast(number, range.type())));
    }

    @Override
    public Optional<Expr> contains(Value item, Value container, Span span) {
        return container instanceof Value.Range range && item instanceof Computed i && i.type() instanceof Type.Int
                ? Optional.of(contains(range, Conversions.cast(i.tree(), Type.INT64), span))
                : Optional.empty();
    }

    @Override
    public Optional<Expr> length(Value value, Span span) {
        return value instanceof Value.Range range
                ? Optional.of(counted(range, span).length())
                : Optional.empty();
    }

    @Override
    public Optional<Counted> counted(Value over, Span span) {
        return over instanceof Value.Range range ? Optional.of(counted(range, span)) : Optional.empty();
    }

    @Override
    public Optional<Value> load(Value base, Subscript subscript) {
        return base instanceof Value.Range range
                        && f.indexing().index(subscript.slice()) instanceof Computed c
                        && c.type() instanceof Type.Int
                ? Optional.of(item(range, Conversions.cast(c.tree(), Type.INT64), subscript.span()))
                : Optional.empty();
    }

    private Counted counted(Value.Range range, Span span) {
        Type.Int type = range.type();
        Expr start = f.once(Conversions.cast(range.start(), type), "start");
        Expr stop = f.once(Conversions.cast(range.stop(), type), "stop");
        Expr step = f.once(Conversions.cast(range.step(), type), "step");
        Expr length = Conversions.cast(length(type, start, stop, step, span), Type.INT64);
        return new Counted(f.hide(length, "length"), place -> {
            Expr scaled = Conversions.cast(place, type);
            if (!Indices.isKnown(step, 1)) {
                scaled = new Expr.Binary(type, Arithmetic.MUL, scaled, step, false, span);
            }
            return new Computed(
                    Indices.isKnown(start, 0)
                            ? scaled
                            : new Expr.Binary(type, Arithmetic.ADD, start, scaled, false, span));
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
                    List.of(Raises.valueError("range() arg 3 must not be zero", span)),
                    List.of(),
                    List.of(),
                    span));
        } else if (known.getAsLong() == 0) {
            f.emit(Raises.valueError("range() arg 3 must not be zero", span));
        }
        if (Indices.isKnown(step, 1) && type.signed()) {
            Expr distance =
                    Indices.isKnown(start, 0) ? stop : new Expr.Binary(type, Arithmetic.SUB, stop, start, false, span);
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
    private Expr contains(Value.Range range, Expr number, Span span) {
        Expr length = f.hide(counted(range, span).length(), "length");
        Expr step = f.hide(Conversions.cast(range.step(), Type.INT64), "step");
        Expr distance = f.hide(
                Indices.binary(Arithmetic.SUB, number, Conversions.cast(range.start(), Type.INT64), span), "distance");
        Expr steps = f.hide(Indices.binary(Arithmetic.FLOORDIV, distance, step, span), "steps");
        Expr zero = Trees.integer(0, span);
        Expr whole = new Expr.Compare(Order.EQ, Indices.binary(Arithmetic.MUL, steps, step, span), distance, span);
        Expr inside = new Expr.Logic(
                Type.BOOL,
                true,
                new Expr.Compare(Order.GE, steps, zero, span),
                new Expr.Compare(Order.LT, steps, length, span),
                span);
        return new Expr.Logic(Type.BOOL, true, whole, inside, span);
    }

    /** {@code range[index]}: a negative index counts from the end. */
    private Value item(Value.Range range, Expr index, Span span) {
        Counted counted = counted(range, span);
        Expr place = f.hide(index, "index");
        Expr zero = Trees.integer(0, span);
        Expr wrapped = f.hide(
                new Expr.Choice(
                        Type.INT64,
                        new Expr.Compare(Order.LT, place, zero, span),
                        Indices.binary(Arithmetic.ADD, place, counted.length(), span),
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
                        Raises.builtin("IndexError"),
                        List.of(new Stmt.Argument.Fixed("range object index out of range")),
                        span)),
                List.of(),
                List.of(),
                span));
        return counted.item().apply(wrapped);
    }
}
