package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.ast.Expr.Subscript;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The elements of NumPy's arrays of bytes ({@code S5}): a tuple of a class of its own, whose only item is a text of as many characters. What a text
 * can do they can; the result is bytes again where it is a text. Python's own bytes are arrays of uint8, as in Numba, and become such a text beside one.
 */
public final class ByteTexts implements TypeOps {
    private static final Type.Names NAMES = new Type.Names(Type.BYTES, -1, List.of("text"));

    /** Builtins that take the elements of arrays of bytes. */
    private static final Set<String> FUNCTIONS =
            Set.of("builtins.len", "builtins.hash", "builtins.bytes", "builtins.ord");

    private final Scope f;

    public ByteTexts(Scope f) {
        this.f = f;
    }

    static boolean is(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.Tuple t && t.isBytes();
    }

    /** The bytes of a text whose characters they are. */
    static Expr of(Expr text, Span span) {
        return new Expr.TupleOf(new Type.Tuple(List.of(Type.STR), Optional.of(NAMES)), List.of(text), span);
    }

    /** The text of bytes; also of Python's own, which are an array. */
    static Optional<Expr> text(Scope f, Value value, Span span) {
        if (is(value)) {
            return Optional.of(Trees.itemOf(((Computed) value).tree(), 0, span));
        }
        boolean bytes = value instanceof Computed c
                && c.type() instanceof Type.Array a
                && a.rank() == 1
                && a.element().equals(Type.UINT8);
        if (!bytes) {
            return Optional.empty();
        }
        Value points = f.calls().named("jaculus.byte_points", List.of(value), span);
        return Optional.of(Texts.text(points, span));
    }

    /** What is made of operands as texts, if there are bytes among them; empty where there are none, or others that are no bytes. */
    static Optional<Value> lifted(Scope f, List<Value> operands, Span span, Function<List<Value>, Value> work) {
        if (operands.stream().noneMatch(ByteTexts::is) || operands.stream().anyMatch(Texts::is)) {
            return Optional.empty();
        }
        List<Value> texts = new ArrayList<>();
        for (Value operand : operands) {
            texts.add(text(f, operand, span).<Value>map(Computed::new).orElse(operand));
        }
        Value result = work.apply(texts);
        boolean several = result instanceof Value.Sequence
                || (result instanceof Computed c
                        && (c.type() instanceof Type.ListOf || c.type() instanceof Type.Tuple));
        if (several) {
            throw Errors.unsupported(f.place(span), "several bytes as a result", "find the places, and take the parts");
        }
        return Optional.of(Texts.is(result) ? new Computed(of(Texts.tree(result, span), span)) : result);
    }

    @Override
    public Optional<Value> binary(Operator operator, Value left, Value right, Span span) {
        return lifted(
                f,
                List.of(left, right),
                span,
                texts -> f.operators().binary(operator, texts.getFirst(), texts.getLast(), span));
    }

    @Override
    public Optional<Value> compared(Order order, Value left, Value right, Span span) {
        return lifted(
                f,
                List.of(left, right),
                span,
                texts -> f.comparisons().ordered(order, texts.getFirst(), texts.getLast(), span));
    }

    @Override
    public Optional<Expr> contains(Value item, Value container, Span span) {
        return lifted(
                        f,
                        List.of(item, container),
                        span,
                        texts -> new Computed(f.comparisons().contains(texts.getFirst(), texts.getLast(), span)))
                .map(found -> ((Computed) found).tree());
    }

    @Override
    public Optional<Expr> truth(Value value, Span span) {
        return is(value)
                ? Optional.of(Texts.isNotEmpty(Trees.itemOf(((Computed) value).tree(), 0, span), span))
                : Optional.empty();
    }

    @Override
    public Optional<Value> attribute(Value value, String name, Span span) {
        return is(value) && TextOps.METHODS.contains(name)
                ? Optional.of(new Value.Method((Computed) value, name))
                : Optional.empty();
    }

    @Override
    public Optional<Value> load(Value base, Subscript subscript) {
        return is(base)
                ? Optional.of(subscript(base, f.indexing().index(subscript.slice()), subscript.span()))
                : Optional.empty();
    }

    /** {@code bytes[index]}: a number, or bytes. */
    private Value subscript(Value bytes, Value index, Span span) {
        if (index instanceof Value.SliceOf) {
            return lifted(f, List.of(bytes), span, texts -> TextOps.subscript(f, texts.getFirst(), index, span))
                    .orElseThrow();
        }
        Value character = TextOps.subscript(f, new Computed(text(f, bytes, span).orElseThrow()), index, span);
        Value point = f.calls().named("builtins.ord", List.of(character), span);
        return f.operators().binary(Operator.BITAND, point, new Computed(Trees.integer(0xFF, span)), span);
    }

    /** A method of bytes is that of the text with as many characters. */
    @Override
    public Optional<Value> method(Value.Method method, CallArguments arguments) {
        if (!is(method.self())) {
            return Optional.empty();
        }
        List<Value> operands = new ArrayList<>(List.of(method.self()));
        operands.addAll(arguments.positional());
        return lifted(
                        f,
                        operands,
                        arguments.place().span(),
                        texts -> f.calls()
                                .call(
                                        new Value.Method((Computed) texts.getFirst(), method.name()),
                                        new CallArguments(
                                                arguments.place(),
                                                texts.subList(1, texts.size()),
                                                arguments.keywords(),
                                                arguments.spans())))
                .or(() -> {
                    throw Errors.argument(arguments.place(), method.name(), "a str", "bytes");
                });
    }

    @Override
    public Optional<Value> call(String function, CallArguments arguments) {
        List<Value> given = arguments.positional();
        if (!FUNCTIONS.contains(function) || given.stream().noneMatch(ByteTexts::is)) {
            return Optional.empty();
        }
        return function.equals("builtins.bytes")
                ? Optional.of(given.getFirst())
                : lifted(
                        f,
                        List.of(given.getFirst()),
                        arguments.place().span(),
                        texts -> f.calls().named(function, new CallArguments(arguments.place(), texts)));
    }
}
