package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.ArrayShapes;
import dev.jaculus.compiler.infer.core.Counted;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Lets;
import dev.jaculus.compiler.infer.core.LlvmText;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What arrays tell of themselves, and their elements one after the other. Operators on arrays are {@link Broadcasting}'s, stores {@link Indexing}'s. */
public final class ArrayOps implements TypeOps {
    /** Methods of arrays that are the NumPy function of the same name. */
    private static final Set<String> METHODS = Set.of(
            "sum",
            "prod",
            "mean",
            "min",
            "max",
            "argmin",
            "argmax",
            "any",
            "all",
            "var",
            "std",
            "cumsum",
            "cumprod",
            "dot",
            "copy",
            "astype",
            "fill",
            "reshape",
            "ravel",
            "flatten",
            "transpose",
            "swapaxes",
            "round",
            "clip",
            "item",
            "argpartition",
            "partition",
            "searchsorted",
            "squeeze",
            "diagonal",
            "trace",
            "compress",
            "choose",
            "put",
            "view",
            "sort",
            "argsort",
            "ptp",
            "nonzero",
            "repeat",
            "take",
            "conj",
            "conjugate");

    private final Scope f;

    public ArrayOps(Scope f) {
        this.f = f;
    }

    private static boolean is(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.Array;
    }

    private static boolean hasAxes(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.Array array && array.rank() > 0;
    }

    @Override
    public Optional<Value> attribute(Value value, String name, Span span) {
        return switch (value) {
            case Computed c when is(c) -> Optional.of(ofArray(c, name, span));
            case Value.Flags flags -> flag(flags, name, span);
            case Value.Ctypes ctypes
            when name.equals("data") -> Optional.of(new Computed(LlvmText.addressOf(ctypes.array(), span)));
            default -> Optional.empty();
        };
    }

    private Value ofArray(Computed array, String name, Span span) {
        Type.Array type = (Type.Array) array.type();
        if (METHODS.contains(name)) {
            return new Value.Method(array, name);
        }
        if (name.equals("flat")) {
            return new Value.Elements(array.tree(), false);
        }
        return switch (name) {
            case "ndim" -> new Computed(Trees.integer(type.rank(), span));
            case "itemsize" -> new Computed(Trees.integer(type.element().size(), span));
            case "dtype" -> new Value.Fixed(new Frozen.TypeObject(type.element()));
            case "shape" ->
                new Computed(
                        Lets.bind(f, array.tree(), "array", one -> Trees.tuple(ArrayShapes.lengths(one, span), span)));
            case "size" -> new Computed(Lets.bind(f, array.tree(), "array", one -> ArrayShapes.size(one, span)));
            case "nbytes" ->
                new Computed(Lets.bind(
                        f,
                        array.tree(),
                        "array",
                        one -> ArrayShapes.times(
                                ArrayShapes.size(one, span),
                                Trees.integer(type.element().size(), span),
                                span)));
            case "strides" ->
                new Computed(
                        Lets.bind(f, array.tree(), "array", one -> Trees.tuple(ArrayShapes.strides(one, span), span)));
            case "flags" -> new Value.Flags(array.tree());
            case "ctypes" -> new Value.Ctypes(array.tree());
            case "T" -> new Computed(ArrayShapes.reversed(array.tree(), span));
            case "real", "imag" -> new Computed(Complexes.part(f, array.tree(), name.equals("imag"), span));
            default -> {
                List<String> known = new ArrayList<>(METHODS);
                known.addAll(List.of(
                        "ndim",
                        "itemsize",
                        "dtype",
                        "shape",
                        "size",
                        "nbytes",
                        "strides",
                        "flags",
                        "ctypes",
                        "T",
                        "real",
                        "imag",
                        "flat"));
                throw Errors.attribute(f.place(span), Describe.type(type), name, known);
            }
        };
    }

    /** {@code array.flags.c_contiguous} and the like: mostly the type tells. */
    private Optional<Value> flag(Value.Flags flags, String name, Span span) {
        Type.Array type = (Type.Array) flags.array().type();
        boolean c = type.layout() == Type.Layout.C;
        boolean fortran = type.layout() == Type.Layout.F || (c && type.rank() <= 1);
        return switch (name) {
            case "c_contiguous", "contiguous" -> Optional.of(flag(flags.array(), c, "jaculus.c_ordered", span));
            case "f_contiguous" -> Optional.of(flag(flags.array(), fortran, "jaculus.f_ordered", span));
            default -> Optional.empty();
        };
    }

    private Value flag(Expr array, boolean known, String test, Span span) {
        return known ? new Computed(Trees.bool(true, span)) : f.calls().named(test, List.of(new Computed(array)), span);
    }

    @Override
    public Optional<Value> load(Value base, dev.jaculus.syntax.ast.Expr.Subscript e) {
        if (base instanceof Value.Elements all && !all.numbered()) {
            Value index = f.indexing().index(e.slice());
            return index instanceof Computed c && c.type() instanceof Type.Int
                    ? Optional.of(
                            f.calls().named("jaculus.flat_item", List.of(new Computed(all.array()), index), e.span()))
                    : Optional.empty();
        }
        return is(base)
                ? Optional.of(
                        f.indexing().load(((Computed) base).tree(), f.indexing().index(e.slice()), e))
                : Optional.empty();
    }

    @Override
    public Optional<Expr> length(Value value, Span span) {
        if (value instanceof Value.Elements e && !e.numbered()) {
            return Optional.of(Lets.bind(f, e.array(), "array", one -> ArrayShapes.size(one, span)));
        }
        return hasAxes(value) ? Optional.of(new Expr.Length(((Computed) value).tree(), 0, span)) : Optional.empty();
    }

    @Override
    public Optional<Expr> contains(Value item, Value container, Span span) {
        return is(container) && item instanceof Computed
                ? Optional.of(((Computed) f.calls().named("jaculus.contains", List.of(container, item), span)).tree())
                : Optional.empty();
    }

    @Override
    public Optional<Counted> counted(Value over, Span span) {
        if (!hasAxes(over)) {
            return Optional.empty();
        }
        Expr array = f.hide(((Computed) over).tree(), "over");
        return Optional.of(new Counted(
                f.hide(new Expr.Length(array, 0, span), "length"),
                place -> new Computed(f.indexing().at(array, place, span))));
    }
}
