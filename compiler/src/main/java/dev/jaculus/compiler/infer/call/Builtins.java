package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Lets;
import dev.jaculus.compiler.infer.core.Ranges;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Values;
import dev.jaculus.compiler.infer.ops.Times;
import dev.jaculus.compiler.infer.ops.Ufuncs;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Promotion;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Python's built-in functions. */
public final class Builtins {
    private Builtins() {}

    static void register(Map<String, Known> known) {
        known.put("builtins.len", Builtins::len);
        known.put("builtins.range", Builtins::range);
        known.put("jaculus.prange", Builtins::range);
        known.put("jaculus.intrinsics.prange", Builtins::range);
        known.put("builtins.enumerate", Builtins::enumerate);
        known.put("builtins.zip", (f, a) -> new Value.Zip(a.unnamed("zip")));
        known.put(
                "builtins.reversed",
                (f, a) -> new Value.Reversed(
                        a.bind("reversed", "sequence").getFirst().orElseThrow()));
        known.put("builtins.abs", Builtins::abs);
        known.put("builtins.min", (f, a) -> extreme(f, a, "min", Order.LT));
        known.put("builtins.max", (f, a) -> extreme(f, a, "max", Order.GT));
        known.put("builtins.pow", (f, a) -> {
            List<Optional<Value>> bound = a.bind("pow", "base", "exp");
            return f.operators()
                    .binary(
                            Operator.POW,
                            bound.getFirst().orElseThrow(),
                            bound.getLast().orElseThrow(),
                            a.place().span());
        });
        known.put("builtins.divmod", Builtins::divmod);
        known.put("builtins.sum", Builtins::sum);
        known.put("builtins.tuple", Builtins::tuple);
        known.put("builtins.slice", Builtins::slice);
    }

    private static Value len(Scope f, CallArguments arguments) {
        Value value = arguments.bind("len", "obj").getFirst().orElseThrow();
        Span span = arguments.place().span();
        return f.ask(ops -> ops.length(value, span))
                .<Value>map(Computed::new)
                .orElseThrow(() ->
                        Errors.argument(arguments.at(value), "len", Describe.value(value), "an array or a tuple"));
    }

    private static Value range(Scope f, CallArguments arguments) {
        Span span = arguments.place().span();
        List<Value> given = arguments.positional();
        if (given.isEmpty() || given.size() > 3 || !arguments.keywords().isEmpty()) {
            throw Errors.argumentCount(arguments.place(), "range", "one to three integers", given.size());
        }
        List<Expr> bounds = new ArrayList<>();
        for (Value value : given) {
            if (!(value instanceof Computed c) || !(c.type() instanceof Type.Int || c.type() instanceof Type.Bool)) {
                throw Errors.argument(arguments.at(value), "range", Describe.value(value), "integers");
            }
            bounds.add(c.tree());
        }
        Type.Int type = Ranges.type(bounds.stream().map(Expr::type).toList()).orElseThrow();
        Expr zero = new Expr.Const(type, 0L, span);
        Expr one = Trees.integer(1, span);
        return switch (bounds.size()) {
            case 1 -> new Value.Range(type, zero, bounds.getFirst(), one);
            case 2 -> new Value.Range(type, bounds.getFirst(), bounds.getLast(), one);
            default -> new Value.Range(type, bounds.getFirst(), bounds.get(1), bounds.getLast());
        };
    }

    private static Value enumerate(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("enumerate", "iterable", "start?");
        Expr start = Trees.integer(0, arguments.place().span());
        if (bound.getLast().isPresent()) {
            if (!(bound.getLast().get() instanceof Computed c && c.type() instanceof Type.Int)) {
                throw Errors.argument(
                        arguments.at(bound.getLast().get()),
                        "enumerate",
                        Describe.value(bound.getLast().get()),
                        "an integer as the start");
            }
            start = Conversions.cast(c.tree(), Type.INT64);
        }
        return new Value.Enumerate(bound.getFirst().orElseThrow(), start);
    }

    private static Value abs(Scope f, CallArguments arguments) {
        Value value = arguments.bind("abs", "x").getFirst().orElseThrow();
        Span span = arguments.place().span();
        if (value instanceof Computed c && Times.is(c.type())) {
            return new Computed(f.broadcasting().ufunc(Ufuncs.named("absolute"), List.of(c.tree()), span));
        }
        if (value instanceof Computed c && c.type() instanceof Scalar type) {
            Scalar computed = type instanceof Type.Bool ? Type.INT8 : type;
            return new Computed(Ufuncs.named("absolute")
                    .body()
                    .of(f, computed, List.of(Conversions.cast(c.tree(), computed)), span));
        }
        if (value instanceof Computed c && c.type() instanceof Type.Array) {
            return new Computed(f.broadcasting().ufunc(Ufuncs.named("absolute"), List.of(c.tree()), span));
        }
        throw Errors.argument(arguments.at(value), "abs", Describe.value(value), "a number or an array");
    }

    /** The first of the values that no later one beats. */
    private static Value extreme(Scope f, CallArguments arguments, String name, Order better) {
        Span span = arguments.place().span();
        List<Value> values = arguments.unnamed(name);
        if (values.size() > 1 && values.stream().allMatch(Texts::is)) {
            return texts(f, values, better, span);
        }
        if (values.size() == 1) {
            Value only = values.getFirst();
            if (only instanceof Value.Range) {
                only = f.comprehensions().collected(only, span);
                values = List.of(only);
            }
            if (only instanceof Computed c && c.type() instanceof Type.Array array) {
                String items = name.equals("min") ? "jaculus.least_item" : "jaculus.greatest_item";
                return f.calls().named(array.rank() == 1 ? items : "numpy." + name, values, span);
            }
            if (only instanceof Value.Listing || (only instanceof Computed c && c.type() instanceof Type.ListOf)) {
                return f.calls().named(name.equals("min") ? "list.least" : "list.greatest", values, span);
            }
            if (Values.isGenerator(only)) {
                return f.calls().named(name.equals("min") ? "jaculus.least_of" : "jaculus.greatest_of", values, span);
            }
            if (only instanceof Computed c && c.type() instanceof Type.Tuple) {
                values = Tuples.items(f, only, span);
            }
        }
        if (values.isEmpty()) {
            throw Errors.argumentCount(arguments.place(), name, "numbers or one array", values.size());
        }
        Expr best = null;
        for (Value value : values) {
            if (!(value instanceof Computed c && c.type() instanceof Scalar)) {
                throw Errors.argument(arguments.at(value), name, Describe.value(value), "numbers or one array");
            }
            best = best == null ? c.tree() : better(f, best, c.tree(), better, span);
        }
        return new Computed(best);
    }

    private static Value texts(Scope f, List<Value> values, Order better, Span span) {
        Expr best = f.once(Texts.tree(values.getFirst(), span), "best");
        for (Value value : values.subList(1, values.size())) {
            Expr other = f.once(Texts.tree(value, span), "other");
            Value test = f.comparisons().ordered(better, new Computed(other), new Computed(best), span);
            best = f.hide(new Expr.Choice(Type.STR, ((Computed) test).tree(), other, best, span), "best");
        }
        return new Computed(best);
    }

    /** The other value if it beats the best one so far. */
    static Expr better(Scope f, Expr best, Expr other, Order better, Span span) {
        if (Times.any(best.type(), other.type())) {
            return Times.better(f, best, other, better, span);
        }
        Scalar type = Promotion.numpy((Scalar) best.type(), (Scalar) other.type());
        if (type instanceof Type.Complex) {
            String sign = better == Order.GT ? ">" : "<";
            throw Errors.operator(f.place(span), sign, Describe.type(other.type()), Describe.type(best.type()));
        }
        return Lets.bind(
                f,
                Conversions.cast(best, type),
                "best",
                first -> Lets.bind(
                        f,
                        Conversions.cast(other, type),
                        "other",
                        second -> new Expr.Choice(
                                type, new Expr.Compare(better, second, first, span), second, first, span)));
    }

    private static Value divmod(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("divmod", "x", "y");
        Span span = arguments.place().span();
        Value left = bound.getFirst().orElseThrow();
        Value right = bound.getLast().orElseThrow();
        if (!(left instanceof Computed a && a.type() instanceof Scalar x)
                || !(right instanceof Computed b && b.type() instanceof Scalar y)
                || Times.any(x, y)) {
            throw Errors.argument(arguments.at(left), "divmod", Describe.value(left), "two numbers");
        }
        Scalar type = Promotion.comparison(x, y);
        Scalar common = type instanceof Type.Float ? type : Promotion.wide(type);
        if (f.checkedDivision()) {
            Value first = new Computed(Conversions.cast(a.tree(), common));
            Value second = new Computed(Conversions.cast(b.tree(), common));
            return f.calls().named("jaculus.quotient_and_rest", List.of(first, second), span);
        }
        return new Computed(Lets.bind(
                f,
                Conversions.cast(a.tree(), common),
                "left",
                one -> Lets.bind(
                        f,
                        Conversions.cast(b.tree(), common),
                        "right",
                        two -> Trees.tuple(
                                List.of(
                                        f.operators().scalar(Operator.FLOORDIV, one, two, span),
                                        f.operators().scalar(Operator.MOD, one, two, span)),
                                span))));
    }

    private static Value sum(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("sum", "iterable", "start?");
        Span span = arguments.place().span();
        Value over = bound.getFirst().orElseThrow();
        Value start = bound.getLast().orElse(new Computed(Trees.integer(0, span)));
        if (Tuples.is(over)) {
            Value sum = start;
            for (Value item : Tuples.items(f, over, span)) {
                sum = f.operators().binary(Operator.ADD, sum, item, span);
            }
            return sum;
        }
        return f.calls().named("jaculus.sum_of", List.of(over, start), span);
    }

    private static Value tuple(Scope f, CallArguments arguments) {
        Value value = arguments.bind("tuple", "sequence").getFirst().orElseThrow();
        return switch (value) {
            case Value.Sequence s -> s;
            case Computed c when Tuples.is(c) -> c;
            case Value.Listing l -> Trees.tupleOf(l.items(), arguments.place().span());
            default -> throw Errors.argument(arguments.at(value), "tuple", Describe.value(value), "a tuple");
        };
    }

    private static Value slice(Scope f, CallArguments arguments) {
        Span span = arguments.place().span();
        List<Optional<Expr>> bounds = new ArrayList<>();
        for (Value value : arguments.unnamed("slice")) {
            bounds.add(f.indexing().bound(value, span));
        }
        return switch (bounds.size()) {
            case 1 -> new Value.SliceOf(Optional.empty(), bounds.getFirst(), Optional.empty());
            case 2 -> new Value.SliceOf(bounds.getFirst(), bounds.getLast(), Optional.empty());
            case 3 -> new Value.SliceOf(bounds.getFirst(), bounds.get(1), bounds.getLast());
            default -> throw Errors.argumentCount(arguments.place(), "slice", "one to three integers", bounds.size());
        };
    }
}
