package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.Request.Frozen;
import dev.jaculus.compiler.infer.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Strings: what operators and subscripts do with them. A text that is known while compiling stays {@link Frozen.Str} until it must exist;
 * the rest is written in Python, in our library's {@code text.py}, over the array of code points.
 */
final class Texts {
    /** Those that Numba has. */
    static final Set<String> METHODS = Set.of(
            "capitalize",
            "casefold",
            "center",
            "count",
            "endswith",
            "expandtabs",
            "find",
            "index",
            "isalnum",
            "isalpha",
            "isascii",
            "isdecimal",
            "isdigit",
            "isidentifier",
            "islower",
            "isnumeric",
            "isprintable",
            "isspace",
            "istitle",
            "isupper",
            "join",
            "ljust",
            "lower",
            "lstrip",
            "partition",
            "removeprefix",
            "removesuffix",
            "replace",
            "rfind",
            "rindex",
            "rjust",
            "rpartition",
            "rsplit",
            "rstrip",
            "split",
            "splitlines",
            "startswith",
            "strip",
            "swapcase",
            "title",
            "upper",
            "zfill");

    private Texts() {}

    static boolean is(Value value) {
        return value instanceof Value.Fixed(Frozen.Str _)
                || (value instanceof Computed c && c.type() instanceof Type.Str);
    }

    /** The text, where it is known while compiling. */
    static Optional<String> known(Value value) {
        return value instanceof Value.Fixed(Frozen.Str(String text)) ? Optional.of(text) : Optional.empty();
    }

    static Expr.Const constant(String text, Span span) {
        return new Expr.Const(Type.STR, text, span);
    }

    /** A text as it is at run time. */
    static Expr tree(Value text, Span span) {
        return atRunTime(text, span).orElseThrow();
    }

    /** A tree as a value: a known text is one that exists only while compiling. */
    static Value of(Expr tree) {
        return tree instanceof Expr.Const c && c.value() instanceof String text
                ? new Value.Fixed(new Frozen.Str(text))
                : new Computed(tree);
    }

    /** What exists only while compiling because of texts in it, at run time; empty for what never exists. */
    static Optional<Expr> atRunTime(Value value, Span span) {
        return switch (value) {
            case Computed c -> Optional.of(c.tree());
            case Value.Fixed(Frozen.Str(String text)) -> Optional.of(constant(text, span));
            case Value.Sequence s -> {
                List<Expr> items = new ArrayList<>();
                for (Value item : s.items()) {
                    atRunTime(item, span).ifPresent(items::add);
                }
                yield items.size() == s.items().size() ? Optional.of(Trees.tuple(items, span)) : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /** The code points of a text: the same memory. */
    static Expr points(Expr text, Span span) {
        return new Expr.Cast(Type.CODE_POINTS, text, span);
    }

    /** The text of such code points, which lie side by side. */
    static Expr text(Expr points, Span span) {
        return new Expr.Cast(Type.STR, points, span);
    }

    /** The text of code points that a function of the library has made. */
    static Expr text(Value points, Span span) {
        return text(Conversions.cast(((Computed) points).tree(), Type.CODE_POINTS), span);
    }

    /** The text of one character at a place that is in range. */
    static Expr character(Expr points, Expr place, Span span) {
        Expr next = new Expr.Binary(Type.INT64, Arithmetic.ADD, place, Trees.integer(1, span), false, span);
        return part(points, Optional.of(place), Optional.of(next), span);
    }

    private static Expr part(Expr points, Optional<Expr> from, Optional<Expr> to, Span span) {
        List<Expr.Axis> axes = List.of(new Expr.Axis.Range(from, to, Optional.empty()));
        return text(new Expr.View(Type.CODE_POINTS, points, axes, false, span), span);
    }

    static Expr isNotEmpty(Expr text, Span span) {
        return new Expr.Compare(Order.GT, new Expr.Length(points(text, span), 0, span), Trees.integer(0, span), span);
    }

    /** {@code text[index]}: a character, or a part. */
    static Value subscript(FunctionInference f, Value text, Value index, Span span) {
        Expr points = points(tree(text, span), span);
        if (index instanceof Value.SliceOf slice) {
            if (slice.step().isEmpty()) {
                return new Computed(part(points, slice.lower(), slice.upper(), span));
            }
            Type.Array strided = new Type.Array(Type.UINT32, 1, Type.Layout.A, true, 0);
            List<Expr.Axis> axes = List.of(new Expr.Axis.Range(slice.lower(), slice.upper(), slice.step()));
            Expr view = new Expr.View(strided, points, axes, false, span);
            return new Computed(text(f.broadcasting.elementwise(List.of(view), List::getFirst, span), span));
        }
        if (index instanceof Computed c && c.type() instanceof Type.Int) {
            return method(f, "item", List.of(text, new Computed(Conversions.cast(c.tree(), Type.INT64))), span);
        }
        throw Errors.index(f.place(span), Describe.value(index));
    }

    /** A comparison by code points; of known texts, its result. */
    static Value compare(FunctionInference f, Order order, Value left, Value right, Span span) {
        Optional<String> a = known(left);
        Optional<String> b = known(right);
        if (a.isPresent() && b.isPresent()) {
            int comparison = Arrays.compare(
                    a.get().codePoints().toArray(), b.get().codePoints().toArray());
            return new Computed(Trees.bool(Comparisons.holds(order, comparison), span));
        }
        return switch (order) {
            case EQ -> method(f, "equal", List.of(left, right), span);
            case NE ->
                new Computed(Comparisons.not(((Computed) method(f, "equal", List.of(left, right), span)).tree(), span));
            case LT -> method(f, "less", List.of(left, right), span);
            case GT -> method(f, "less", List.of(right, left), span);
            case LE, GE ->
                new Computed(Comparisons.not(
                        ((Computed) compare(f, order == Order.LE ? Order.GT : Order.LT, left, right, span)).tree(),
                        span));
        };
    }

    /** {@code a + b}, {@code a * n}, {@code a % b}; empty where no operand is a text. */
    static Optional<Value> binary(FunctionInference f, Operator operator, Value left, Value right, Span span) {
        if (operator == Operator.ADD && is(left) && is(right)) {
            return Optional.of(method(f, "concatenate", List.of(left, right), span));
        }
        if (operator == Operator.MULT && is(right) && !is(left)) {
            return binary(f, operator, right, left, span);
        }
        if (operator == Operator.MULT && is(left) && right instanceof Computed c && isCount(c.type())) {
            return Optional.of(method(
                    f, "repeat", List.of(left, new Computed(Conversions.cast(c.tree(), Type.INT64))), span));
        }
        if (operator == Operator.MOD && known(left).isPresent()) {
            return Optional.of(f.formatting.percent(known(left).get(), right, span));
        }
        return Optional.empty();
    }

    private static boolean isCount(Type type) {
        return type instanceof Type.Int || type instanceof Type.Bool;
    }

    /** {@code s.startswith((a, b))}: with any of them. */
    private static Value withAny(FunctionInference f, String name, CallArguments arguments) {
        Span span = arguments.place().span();
        Expr result = Trees.bool(false, span);
        for (Value item : f.operators.items(arguments.positional().get(1), span)) {
            List<Value> positional = new ArrayList<>(arguments.positional());
            positional.set(1, item);
            CallArguments one = new CallArguments(arguments.place(), positional, arguments.keywords(), List.of());
            result = Comparisons.or(result, ((Computed) call(f, name, one)).tree(), span);
        }
        return new Computed(result);
    }

    /** A function of {@code text.py}, which takes texts as they are at run time. */
    static Value method(FunctionInference f, String name, List<Value> arguments, Span span) {
        return call(f, name, new CallArguments(f.place(span), arguments));
    }

    static Value call(FunctionInference f, String name, CallArguments arguments) {
        if (name.endsWith("swith")
                && arguments.positional().size() > 1
                && Operators.isTuple(arguments.positional().get(1))) {
            return withAny(f, name, arguments);
        }
        Span span = arguments.place().span();
        List<Value> positional = arguments.positional().stream()
                .map(value -> value instanceof Value.Listing list ? f.lists.made(list) : value)
                .map(value -> atRunTime(value, span).<Value>map(Computed::new).orElse(value))
                .toList();
        return f.calls.named(
                "str." + name,
                new CallArguments(arguments.place(), positional, arguments.keywords(), arguments.spans()));
    }
}
