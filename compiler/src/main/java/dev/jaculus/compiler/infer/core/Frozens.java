package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.source.Span;
import java.util.Optional;

/** Constants that the request carries, as trees. */
public final class Frozens {
    private Frozens() {}

    /** A global, a default, or whatever else is known before the function runs, as a value at this place. */
    public static Value value(Value meaning, String name, Place at) {
        if (!(meaning instanceof Value.Fixed(Frozen what))) {
            return meaning;
        }
        Span span = at.span();
        return switch (what) {
            case Frozen.Int i ->
                new Value.Computed(Folding.integer(i.value(), span)
                        .orElseThrow(() -> Errors.unsupportedGlobal(at, name, "an int of more than 64 bits")));
            case Frozen.Float x -> new Value.Computed(Trees.real(x.value(), span));
            case Frozen.Typed t -> new Value.Computed(typed(t, span));
            case Frozen.Complex c -> new Value.Computed(Trees.complex(Type.COMPLEX128, c.real(), c.imaginary(), span));
            case Frozen.Bool b -> new Value.Computed(Trees.bool(b.value(), span));
            case Frozen.None _ -> new Value.Computed(Trees.none(span));
            case Frozen.Tuple t ->
                Trees.tupleOf(
                        t.items().stream()
                                .map(item -> value(new Value.Fixed(item), name, at))
                                .toList(),
                        span);
            case Frozen.Slice s ->
                new Value.SliceOf(bound(s.start(), name, at), bound(s.stop(), name, at), bound(s.step(), name, at));
            case Frozen.Address a -> new Value.Computed(new Expr.Address(a.symbol(), span));
            case Frozen.NamedItems t -> {
                Value items = value(new Value.Fixed(new Frozen.Tuple(t.items())), name, at);
                yield Tuples.named(items, t.names());
            }
            case Frozen.Array a -> new Value.Computed(array(a, span));
            case Frozen.Unsupported u -> throw Errors.unsupportedGlobal(at, name, u.what());
            case Frozen.Attribute a when a.name().equals("builtins.Ellipsis") -> new Value.Ellipsis();
            case Frozen.Attribute a -> Modules.constant(a.name(), span).orElse(meaning);
            default -> meaning;
        };
    }

    private static Optional<Expr> bound(Frozen bound, String name, Place at) {
        return value(new Value.Fixed(bound), name, at) instanceof Value.Computed c && c.type() instanceof Type.Int
                ? Optional.of(Conversions.cast(c.tree(), Type.INT64))
                : Optional.empty();
    }

    private static Expr typed(Frozen.Typed constant, Span span) {
        Type.Scalar type = constant.type();
        return switch (constant.value()) {
            case Frozen.Int i -> new Expr.Const(type, i.value().longValue(), span);
            case Frozen.Float x -> new Expr.Const(type, x.value(), span);
            case Frozen.Complex c -> Trees.complex((Type.Complex) type, c.real(), c.imaginary(), span);
            default -> throw new IllegalArgumentException("no number: " + constant);
        };
    }

    /** A default that is written as a literal, as the name of a builtin, or as one of NumPy. */
    public static Optional<Value> literal(dev.jaculus.syntax.ast.Expr expression) {
        return switch (expression) {
            case dev.jaculus.syntax.ast.Expr.Name name -> Modules.builtin(name.id());
            case dev.jaculus.syntax.ast.Expr.Attribute a
            when a.value() instanceof dev.jaculus.syntax.ast.Expr.Name module
                    && module.id().equals("np") -> Optional.of(Modules.member("numpy." + a.attr(), a.span()));
            case dev.jaculus.syntax.ast.Expr.Constant c
            when c.value() instanceof dev.jaculus.syntax.ast.Expr.Literal.None ->
                Optional.of(new Value.Computed(Trees.none(expression.span())));
            case dev.jaculus.syntax.ast.Expr.Constant c
            when c.value() instanceof dev.jaculus.syntax.ast.Expr.Literal.Str text ->
                Optional.of(new Value.Fixed(new Frozen.Str(text.value())));
            default -> Folding.constant(expression).map(Value.Computed::new);
        };
    }

    /** A global array: read-only, as in Numba. */
    public static Expr array(Frozen.Array array, Span span) {
        Type.Array type = new Type.Array(array.element(), array.shape().size(), Type.Layout.C, true, 0);
        return new Expr.ConstArray(type, array.shape(), array.data(), span);
    }
}
