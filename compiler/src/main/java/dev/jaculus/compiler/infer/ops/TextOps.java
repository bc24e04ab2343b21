package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.CallArguments;
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
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.ast.Expr.Subscript;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What operators, subscripts and loops do with strings. The functions are written in Python, in our library's {@code text.py}, over the array of code points. */
public final class TextOps implements TypeOps {
    /** Those that Numba has. */
    public static final Set<String> METHODS = Set.of(
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

    private final Scope f;

    public TextOps(Scope f) {
        this.f = f;
    }

    @Override
    public Optional<Value> attribute(Value value, String name, Span span) {
        return Texts.is(value) && METHODS.contains(name)
                ? Optional.of(new Value.Method(new Computed(Texts.tree(value, span)), name))
                : Optional.empty();
    }

    @Override
    public Optional<Value> load(Value base, Subscript subscript) {
        return Texts.is(base)
                ? Optional.of(subscript(f, base, f.indexing().index(subscript.slice()), subscript.span()))
                : Optional.empty();
    }

    @Override
    public Optional<Value> compared(Order order, Value left, Value right, Span span) {
        if (Texts.is(left) && Texts.is(right)) {
            return Optional.of(compare(f, order, left, right, span));
        }
        // A text is no number, and not None.
        boolean unequal = order.isEquality() && (isTextAndOther(left, right) || isTextAndOther(right, left));
        return unequal ? Optional.of(new Computed(Trees.bool(order == Order.NE, span))) : Optional.empty();
    }

    private static boolean isTextAndOther(Value one, Value other) {
        return Texts.is(one)
                && other instanceof Computed c
                && (c.type() instanceof Type.Scalar || c.type() instanceof Type.None);
    }

    @Override
    public Optional<Expr> contains(Value item, Value container, Span span) {
        return Texts.is(container)
                ? Optional.of(((Computed) method(f, "contains", List.of(container, item), span)).tree())
                : Optional.empty();
    }

    @Override
    public Optional<Expr> truth(Value value, Span span) {
        return switch (value) {
            case Value.Fixed(Frozen.Str(String text)) -> Optional.of(Trees.bool(!text.isEmpty(), span));
            case Computed c when Texts.is(c) -> Optional.of(Texts.isNotEmpty(c.tree(), span));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Expr> length(Value value, Span span) {
        return switch (value) {
            case Value.Fixed(Frozen.Str(String text)) ->
                Optional.of(Trees.integer(text.codePointCount(0, text.length()), span));
            case Computed c when Texts.is(c) -> Optional.of(new Expr.Length(Texts.points(c.tree(), span), 0, span));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Counted> counted(Value over, Span span) {
        if (!Texts.is(over)) {
            return Optional.empty();
        }
        Expr points = f.hide(Texts.points(Texts.tree(over, span), span), "over");
        return Optional.of(new Counted(
                f.hide(new Expr.Length(points, 0, span), "length"),
                place -> new Computed(Texts.character(points, place, span))));
    }

    /** {@code text[index]}: a character, or a part. */
    static Value subscript(Scope f, Value text, Value index, Span span) {
        Expr points = Texts.points(Texts.tree(text, span), span);
        if (index instanceof Value.SliceOf slice) {
            if (slice.step().isEmpty()) {
                return new Computed(Texts.part(points, slice.lower(), slice.upper(), span));
            }
            Type.Array strided = new Type.Array(Type.UINT32, 1, Type.Layout.A, true, 0);
            List<Expr.Axis> axes = List.of(new Expr.Axis.Range(slice.lower(), slice.upper(), slice.step()));
            Expr view = new Expr.View(strided, points, axes, false, span);
            return new Computed(Texts.text(f.broadcasting().elementwise(List.of(view), List::getFirst, span), span));
        }
        if (index instanceof Computed c && c.type() instanceof Type.Int) {
            return method(f, "item", List.of(text, new Computed(Conversions.cast(c.tree(), Type.INT64))), span);
        }
        throw Errors.index(f.place(span), Describe.value(index));
    }

    /** A comparison by code points; of known texts, its result. */
    private static Value compare(Scope f, Order order, Value left, Value right, Span span) {
        Optional<String> a = Texts.known(left);
        Optional<String> b = Texts.known(right);
        if (a.isPresent() && b.isPresent()) {
            int comparison = Arrays.compare(
                    a.get().codePoints().toArray(), b.get().codePoints().toArray());
            return new Computed(Trees.bool(Logic.holds(order, comparison), span));
        }
        return switch (order) {
            case EQ -> method(f, "equal", List.of(left, right), span);
            case NE ->
                new Computed(Logic.not(((Computed) method(f, "equal", List.of(left, right), span)).tree(), span));
            case LT -> method(f, "less", List.of(left, right), span);
            case GT -> method(f, "less", List.of(right, left), span);
            case LE, GE ->
                new Computed(Logic.not(
                        ((Computed) compare(f, order == Order.LE ? Order.GT : Order.LT, left, right, span)).tree(),
                        span));
        };
    }

    /** {@code a + b}, {@code a * n}, {@code a % b}. */
    @Override
    public Optional<Value> binary(Operator operator, Value left, Value right, Span span) {
        if (operator == Operator.ADD
                && left instanceof Value.Fixed(Frozen.Str(String a))
                && right instanceof Value.Fixed(Frozen.Str(String b))) {
            return Optional.of(new Value.Fixed(new Frozen.Str(a + b)));
        }
        if (operator == Operator.ADD && Texts.is(left) && Texts.is(right)) {
            return Optional.of(method(f, "concatenate", List.of(left, right), span));
        }
        if (operator == Operator.MULT && Texts.is(right) && !Texts.is(left)) {
            return binary(operator, right, left, span);
        }
        if (operator == Operator.MULT && Texts.is(left) && right instanceof Computed c && isCount(c.type())) {
            return Optional.of(method(
                    f, "repeat", List.of(left, new Computed(Conversions.cast(c.tree(), Type.INT64))), span));
        }
        if (operator == Operator.MOD && Texts.known(left).isPresent()) {
            return Optional.of(f.formatting().percent(Texts.known(left).get(), right, span));
        }
        return Optional.empty();
    }

    private static boolean isCount(Type type) {
        return type instanceof Type.Int || type instanceof Type.Bool;
    }

    /** {@code s.startswith((a, b))}: with any of them. */
    private static Value withAny(Scope f, String name, CallArguments arguments) {
        Span span = arguments.place().span();
        Expr result = Trees.bool(false, span);
        for (Value item : Tuples.items(f, arguments.positional().get(1), span)) {
            List<Value> positional = new ArrayList<>(arguments.positional());
            positional.set(1, item);
            CallArguments one = new CallArguments(arguments.place(), positional, arguments.keywords(), List.of());
            result = Logic.or(result, ((Computed) call(f, name, one)).tree(), span);
        }
        return new Computed(result);
    }

    /** A function of {@code text.py}, which takes texts as they are at run time. */
    public static Value method(Scope f, String name, List<Value> arguments, Span span) {
        return call(f, name, new CallArguments(f.place(span), arguments));
    }

    public static Value call(Scope f, String name, CallArguments arguments) {
        if (name.endsWith("swith")
                && arguments.positional().size() > 1
                && Tuples.is(arguments.positional().get(1))) {
            return withAny(f, name, arguments);
        }
        Span span = arguments.place().span();
        List<Value> positional = arguments.positional().stream()
                .map(value -> value instanceof Value.Listing list ? f.lists().made(list) : value)
                .map(value ->
                        Texts.atRunTime(value, span).<Value>map(Computed::new).orElse(value))
                .toList();
        return f.calls()
                .named(
                        "str." + name,
                        new CallArguments(arguments.place(), positional, arguments.keywords(), arguments.spans()));
    }
}
