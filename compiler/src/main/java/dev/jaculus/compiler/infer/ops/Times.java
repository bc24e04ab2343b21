package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Lets;
import dev.jaculus.compiler.infer.core.Logic;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Expr.UnaryOperation;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Promotion;
import dev.jaculus.compiler.types.TimeUnit;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Datetime;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.compiler.types.Type.Time;
import dev.jaculus.compiler.types.Type.Timedelta;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BinaryOperator;

/** Dates and durations (datetime64, timedelta64): what each operation is on the whole numbers that they are, and that NaT stays NaT. */
public final class Times {
    private static final long NAT = Long.MIN_VALUE;

    private final Scope f;
    private final Span span;

    private Times(Scope f, Span span) {
        this.f = f;
        this.span = span;
    }

    public static boolean is(Type type) {
        return type instanceof Time;
    }

    public static boolean any(Type left, Type right) {
        return is(left) || is(right);
    }

    /** The ufunc (or the operator that is it) of scalars of which one is a time; empty where there is none of these types. */
    static Optional<Expr> apply(Scope f, String ufunc, List<Expr> operands, Span span) {
        Times times = new Times(f, span);
        if (operands.size() == 1) {
            return times.unary(ufunc, operands.getFirst());
        }
        Expr left = operands.getFirst();
        Expr right = operands.getLast();
        if (left.type() instanceof Time a && right.type() instanceof Time b) {
            Optional<Order> order = order(ufunc);
            return order.isPresent() ? times.compare(order.get(), left, right) : times.binary(ufunc, a, b, left, right);
        }
        if (left.type() instanceof Timedelta && isNumber(right.type())) {
            return times.byNumber(ufunc, left, right);
        }
        boolean swapped = ufunc.equals("multiply") && right.type() instanceof Timedelta && isNumber(left.type());
        return swapped ? times.byNumber(ufunc, right, left) : Optional.empty();
    }

    private static boolean isNumber(Type type) {
        return type instanceof Type.Int || type instanceof Type.Float;
    }

    // One operand.

    private Optional<Expr> unary(String ufunc, Expr operand) {
        Expr ticks = ticks(operand);
        if (ufunc.equals("isnat") || ufunc.equals("isfinite")) {
            Order order = ufunc.equals("isnat") ? Order.EQ : Order.NE;
            return Optional.of(new Expr.Compare(order, ticks, nat(), span));
        }
        if (!(operand.type() instanceof Timedelta type)) {
            return Optional.empty();
        }
        return switch (ufunc) {
            case "positive" -> Optional.of(operand);
            case "negative" -> Optional.of(time(type, new Expr.Unary(Type.INT64, UnaryOperation.NEG, ticks, span)));
            case "absolute", "abs" ->
                Optional.of(time(type, new Expr.Unary(Type.INT64, UnaryOperation.ABS, ticks, span)));
            case "sign" -> Optional.of(time(type, sign(ticks)));
            default -> Optional.empty();
        };
    }

    private Expr sign(Expr ticks) {
        return Lets.bind(f, ticks, "ticks", x -> {
            Expr zero = Trees.integer(0, span);
            Expr rest = choice(new Expr.Compare(Order.LT, x, zero, span), Trees.integer(-1, span), zero);
            return choice(new Expr.Compare(Order.GT, x, zero, span), Trees.integer(1, span), rest);
        });
    }

    // Two times.

    private Optional<Expr> binary(String ufunc, Time a, Time b, Expr left, Expr right) {
        Optional<? extends Time> result = switch (ufunc) {
            case "add" -> a instanceof Datetime && b instanceof Datetime ? Optional.empty() : sum(a, b);
            case "subtract" ->
                a instanceof Timedelta && b instanceof Datetime
                        ? Optional.empty()
                        : a instanceof Datetime && b instanceof Datetime
                                ? common(a, b).map(one -> new Timedelta(one.unit()))
                                : sum(a, b);
            case "maximum", "minimum", "fmax", "fmin" -> common(a, b);
            case "remainder", "mod", "/", "divide", "true_divide", "floor_divide" ->
                a instanceof Timedelta ? common(a, b) : Optional.empty();
            default -> Optional.empty();
        };
        return result.map(type -> switch (ufunc) {
            case "add" ->
                time(type, ofKnown(left, right, type.unit(), nat(), (x, y) -> integers(Arithmetic.ADD, x, y)));
            case "subtract" ->
                time(type, ofKnown(left, right, type.unit(), nat(), (x, y) -> integers(Arithmetic.SUB, x, y)));
            case "maximum" -> time(type, extreme(left, right, type.unit(), Order.GE, true));
            case "minimum" -> time(type, extreme(left, right, type.unit(), Order.LE, true));
            case "fmax" -> time(type, extreme(left, right, type.unit(), Order.GE, false));
            case "fmin" -> time(type, extreme(left, right, type.unit(), Order.LE, false));
            case "remainder", "mod" ->
                time(type, ofKnown(left, right, type.unit(), nat(), (x, y) -> ours("ticks_modulo", x, y)));
            case "floor_divide" ->
                ofKnown(left, right, type.unit(), Trees.integer(0, span), (x, y) -> ours("ticks_ratio", x, y));
            default ->
                ofKnown(
                        left,
                        right,
                        type.unit(),
                        Trees.real(Double.NaN, span),
                        (x, y) -> new Expr.Binary(
                                Type.FLOAT64,
                                Arithmetic.DIV,
                                Conversions.cast(x, Type.FLOAT64),
                                Conversions.cast(y, Type.FLOAT64),
                                false,
                                span));
        });
    }

    /** A date and a duration, in the finer unit; months and years are no number of days that could be added. */
    private static Optional<? extends Time> sum(Time a, Time b) {
        if (a instanceof Timedelta && b instanceof Timedelta) {
            return common(a, b);
        }
        String date = (a instanceof Datetime ? a : b).unit();
        String duration = (a instanceof Datetime ? b : a).unit();
        boolean possible = date.isEmpty() || !TimeUnit.ofCalendar(duration) || TimeUnit.ofCalendar(date);
        return possible ? Optional.of(new Datetime(TimeUnit.finer(date, duration))) : Optional.empty();
    }

    /** Of two dates, or of two durations where one unit is a whole number of the other: the one with the finer unit. */
    private static Optional<Time> common(Time a, Time b) {
        if (a instanceof Datetime && b instanceof Datetime) {
            return Optional.of(new Datetime(TimeUnit.finer(a.unit(), b.unit())));
        }
        if (!a.getClass().equals(b.getClass())) {
            return Optional.empty();
        }
        if (TimeUnit.factor(a.unit(), b.unit()).isPresent()) {
            return Optional.of(b);
        }
        return TimeUnit.factor(b.unit(), a.unit()).isPresent() ? Optional.of(a) : Optional.empty();
    }

    /** What is computed of both in the same unit, where neither is NaT. */
    private Expr ofKnown(Expr left, Expr right, String unit, Expr otherwise, BinaryOperator<Expr> use) {
        return Lets.bind(
                f,
                left,
                "left",
                a -> Lets.bind(
                        f,
                        right,
                        "right",
                        b -> new Expr.Choice(
                                otherwise.type(), known(a, b), use.apply(in(unit, a), in(unit, b)), otherwise, span)));
    }

    /** The larger or smaller one; with a NaT either NaT or the other one. */
    private Expr extreme(Expr left, Expr right, String unit, Order order, boolean nat) {
        return Lets.bind(
                f,
                left,
                "left",
                a -> Lets.bind(f, right, "right", b -> {
                    Expr x = in(unit, a);
                    Expr y = in(unit, b);
                    Expr best = choice(new Expr.Compare(order, x, y, span), x, y);
                    Expr withoutRight = choice(isKnown(b), best, nat ? nat() : x);
                    return choice(isKnown(a), withoutRight, nat ? nat() : choice(isKnown(b), y, nat()));
                }));
    }

    private Optional<Expr> compare(Order order, Expr left, Expr right) {
        return common((Time) left.type(), (Time) right.type())
                .map(type -> ofKnown(
                        left,
                        right,
                        type.unit(),
                        Trees.bool(order == Order.NE, span),
                        (x, y) -> new Expr.Compare(order, x, y, span)));
    }

    private static Optional<Order> order(String ufunc) {
        return switch (ufunc) {
            case "equal" -> Optional.of(Order.EQ);
            case "not_equal" -> Optional.of(Order.NE);
            case "less" -> Optional.of(Order.LT);
            case "less_equal" -> Optional.of(Order.LE);
            case "greater" -> Optional.of(Order.GT);
            case "greater_equal" -> Optional.of(Order.GE);
            default -> Optional.empty();
        };
    }

    /** Python's {@code min} and {@code max}: the other time if it beats the best one so far, which NaT never does. */
    public static Expr better(Scope f, Expr best, Expr other, Order better, Span span) {
        if (!best.type().equals(other.type())) {
            throw Errors.operator(
                    f.place(span),
                    better == Order.LT ? "<" : ">",
                    Describe.type(best.type()),
                    Describe.type(other.type()));
        }
        Times times = new Times(f, span);
        return Lets.bind(
                f,
                best,
                "best",
                a -> Lets.bind(
                        f,
                        other,
                        "other",
                        b -> times.choice(times.compare(better, b, a).orElseThrow(), b, a)));
    }

    /** What {@code np.int64(time)} gives; no other conversion has a meaning. */
    public static Expr number(Expr time, Scalar to, CallArguments arguments, String name) {
        if (to.equals(Type.INT64) || to.equals(Type.UINT64) || to.equals(time.type())) {
            return Conversions.cast(time, to);
        }
        throw Errors.argument(arguments.place(), name, Describe.type(time.type()), "a number");
    }

    /** The type of an array with elements of both types: a time goes with its own type only. */
    public static Scalar common(Scalar left, Scalar right, Place at, String function) {
        if (any(left, right) && !left.equals(right)) {
            throw Errors.argument(
                    at, function, Describe.type(left) + " and " + Describe.type(right), "values of one type");
        }
        return Promotion.numpy(left, right);
    }

    // A duration and a number: the quotient is cut off towards zero.

    private Optional<Expr> byNumber(String ufunc, Expr duration, Expr number) {
        Timedelta type = (Timedelta) duration.type();
        boolean divides = switch (ufunc) {
            case "/", "divide", "true_divide", "floor_divide" -> true;
            default -> false;
        };
        if (!divides && !ufunc.equals("multiply")) {
            return Optional.empty();
        }
        if (number.type() instanceof Type.Int) {
            Expr count = Conversions.cast(number, Type.INT64);
            return Optional.of(time(
                    type,
                    divides
                            ? ours("ticks_over", ticks(duration), count)
                            : Lets.bind(
                                    f,
                                    ticks(duration),
                                    "ticks",
                                    x -> choice(isKnown(x), integers(Arithmetic.MUL, x, count), nat()))));
        }
        Type.Float real = (Type.Float) number.type();
        return Optional.of(time(
                type,
                Lets.bind(
                        f,
                        ticks(duration),
                        "ticks",
                        x -> Lets.bind(f, number, "n", n -> {
                            Expr value = new Expr.Binary(
                                    real,
                                    divides ? Arithmetic.DIV : Arithmetic.MUL,
                                    Conversions.cast(x, real),
                                    n,
                                    false,
                                    span);
                            Expr fine = divides ? and(isKnown(x), Logic.notZero(real, n, span)) : isKnown(x);
                            return Lets.bind(
                                    f,
                                    value,
                                    "product",
                                    p -> choice(
                                            and(fine, new Expr.Compare(Order.EQ, p, p, span)),
                                            new Expr.Cast(Type.INT64, p, span),
                                            nat()));
                        }))));
    }

    // Whole numbers.

    /** A time's number in another unit, of which its own is a whole number; dates in years or months have a number of days too. */
    private Expr in(String unit, Expr time) {
        Time type = (Time) time.type();
        Expr ticks = ticks(time);
        if (type instanceof Datetime && TimeUnit.ofCalendar(type.unit()) && !TimeUnit.ofCalendar(unit)) {
            long months = TimeUnit.factor(type.unit(), "M").orElseThrow();
            Expr days = ours("days_before_month", scaled(ticks, months));
            return unit.equals("W")
                    ? integers(Arithmetic.FLOORDIV, days, Trees.integer(7, span))
                    : scaled(days, TimeUnit.factor("D", unit).orElseThrow());
        }
        OptionalLong factor = TimeUnit.factor(type.unit(), unit);
        return scaled(ticks, factor.orElseThrow());
    }

    private Expr scaled(Expr ticks, long factor) {
        return factor == 1 ? ticks : integers(Arithmetic.MUL, ticks, Trees.integer(factor, span));
    }

    private Expr integers(Arithmetic operation, Expr left, Expr right) {
        return new Expr.Binary(Type.INT64, operation, left, right, false, span);
    }

    private Expr ours(String name, Expr... ticks) {
        return Complexes.ours(f, name, List.of(ticks), span);
    }

    /** The number of units that a time is. */
    static Expr ticks(Expr time) {
        return Conversions.cast(time, Type.INT64);
    }

    private Expr time(Time type, Expr ticks) {
        return new Expr.Cast(type, ticks, span);
    }

    private Expr nat() {
        return Trees.integer(NAT, span);
    }

    private Expr isKnown(Expr time) {
        return new Expr.Compare(Order.NE, ticks(time), nat(), span);
    }

    private Expr known(Expr left, Expr right) {
        return and(isKnown(left), isKnown(right));
    }

    private Expr and(Expr left, Expr right) {
        return new Expr.Binary(Type.BOOL, Arithmetic.AND, left, right, false, span);
    }

    private Expr choice(Expr test, Expr then, Expr orElse) {
        return new Expr.Choice(then.type(), test, then, orElse, span);
    }
}
