package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.ArrayShapes;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Ufunc;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Elementwise computations over arrays: an array expression becomes one {@link Expr.Elementwise}, whatever its depth. */
public final class Broadcasting implements Topics.OfBroadcasting {
    private final Scope f;

    public Broadcasting(Scope f) {
        this.f = f;
    }

    @Override
    public Expr ufunc(Ufunc ufunc, List<Expr> operands, Span span) {
        return ufunc(ufunc, operands, Optional.empty(), span);
    }

    @Override
    public Expr ufunc(Ufunc ufunc, List<Expr> operands, Optional<Scalar> dtype, Span span) {
        List<Scalar> elements = operands.stream().map(this::element).toList();
        if (elements.stream().anyMatch(Times::is) && dtype.isEmpty()) {
            return elementwise(
                    operands,
                    scalars -> Times.apply(f, ufunc.name(), scalars, span)
                            .orElseThrow(() -> noLoop(ufunc, operands, span)),
                    span);
        }
        Scalar loop = dtype.map(
                        result -> ufunc.loopFor(result, elements).orElseThrow(() -> noLoop(ufunc, operands, span)))
                .orElseGet(() -> loop(ufunc, elements, operands, span));
        return widened(
                operands,
                scalars -> {
                    // An element of an array expression may be wider than that expression's array; it then has a loop
                    // of its own.
                    List<Scalar> types =
                            scalars.stream().map(one -> (Scalar) one.type()).toList();
                    Scalar own = dtype.isPresent() ? loop : ufunc.loop(types).orElse(loop);
                    List<Expr> converted = scalars.stream()
                            .map(scalar -> Conversions.cast(scalar, own))
                            .toList();
                    return ufunc.body().of(f, own, converted, span);
                },
                ufunc.result(loop),
                span);
    }

    @Override
    public Expr operator(Ufunc ufunc, List<Expr> operands, Function<List<Expr>, Expr> numbers, Span span) {
        List<Scalar> elements = operands.stream().map(this::element).toList();
        if (elements.stream().anyMatch(Times::is) || rank(operands) == 0) {
            return ufunc(ufunc, operands, span);
        }
        Scalar result = ufunc.result(loop(ufunc, elements, operands, span));
        return widened(operands, scalars -> f.withoutZeroDivision(() -> numbers.apply(scalars)), result, span);
    }

    @Override
    public Expr inPlace(Ufunc ufunc, Expr array, Expr operand, Span span) {
        boolean computed = operand instanceof Expr.Elementwise || operand instanceof Expr.Let;
        Expr narrow = computed && operand.type() instanceof Type.Array
                ? elementwise(List.of(operand), List::getFirst, span)
                : operand;
        return ufunc(ufunc, List.of(array, narrow), span);
    }

    private Scalar loop(Ufunc ufunc, List<Scalar> elements, List<Expr> operands, Span span) {
        return ufunc.loop(elements).orElseThrow(() -> noLoop(ufunc, operands, span));
    }

    private RuntimeException noLoop(Ufunc ufunc, List<Expr> operands, Span span) {
        List<String> types =
                operands.stream().map(operand -> Describe.type(operand.type())).toList();
        return Errors.argument(
                f.place(span), "np." + ufunc.name(), String.join(" and ", types), "operands of other types");
    }

    private Scalar element(Expr operand) {
        return switch (operand.type()) {
            case Scalar scalar -> scalar;
            case Type.Array array -> array.element();
            default -> throw Errors.notAValue(f.place(operand.span()), Describe.type(operand.type()));
        };
    }

    @Override
    public Expr chosen(Expr condition, Expr one, Expr otherwise, Span span) {
        if (!(element(condition) instanceof Type.Bool)) {
            throw Errors.argument(f.place(span), "where", Describe.type(condition.type()), "truth values");
        }
        Scalar type = element(otherwise);
        if (!Conversions.toScalar(element(one), type)) {
            throw Errors.store(f.place(span), Describe.type(one.type()), Describe.type(otherwise.type()));
        }
        return elementwise(
                List.of(condition, one, otherwise),
                scalars -> new Expr.Choice(
                        type, scalars.getFirst(), Conversions.cast(scalars.get(1), type), scalars.getLast(), span),
                span);
    }

    @Override
    public Expr elementwise(List<Expr> operands, Function<List<Expr>, Expr> body, Span span) {
        return elementwise(operands, body, null, span);
    }

    /** `stored` is the type of the result's elements, to which a wider body is converted; null for the type of the body. */
    private Expr elementwise(List<Expr> operands, Function<List<Expr>, Expr> body, Scalar stored, Span span) {
        int rank = rank(operands);
        if (rank < 0) {
            return body.apply(operands);
        }
        List<Hoisted> hoisted = new ArrayList<>();
        List<Expr.Input> inputs = new ArrayList<>();
        List<Expr> elements = new ArrayList<>();
        int last = 0;
        int acting = lastActing(operands);
        for (int k = 0; k < operands.size(); k++) {
            Expr operand = operands.get(k);
            if (operand.type() instanceof Type.Array array) {
                last = Math.max(last, array.last());
                Expr there = k < acting ? computed(operand, "operand", hoisted) : operand;
                elements.add(element(there, rank, stored != null, hoisted, inputs));
            } else {
                elements.add(computed(operand, "scalar", hoisted));
            }
        }
        Expr result = body.apply(elements);
        Scalar item = stored == null ? (Scalar) result.type() : stored;
        Type.Array type = new Type.Array(item, rank, Type.Layout.C, false, rank < 2 ? 0 : last);
        return Hoisted.around(hoisted, new Expr.Elementwise(type, inputs, result, span));
    }

    @Override
    public Expr laidOut(List<Expr> operands, Function<List<Expr>, Expr> body, Span span) {
        return laidOut(operands, body, null, span);
    }

    private Expr laidOut(List<Expr> operands, Function<List<Expr>, Expr> body, Scalar stored, Span span) {
        int rank = rank(operands);
        if (rank < 2 || !has(operands, Type.Layout.F) || has(operands, Type.Layout.C)) {
            return elementwise(operands, body, stored, span);
        }
        List<Expr> turned =
                operands.stream().map(operand -> turned(operand, rank)).toList();
        return ArrayShapes.reversed(elementwise(turned, body, stored, span), span);
    }

    /** Of arrays without axes it is a number, as under Numba. */
    private Expr widened(List<Expr> operands, Function<List<Expr>, Expr> body, Scalar stored, Span span) {
        if (rank(operands) > 0) {
            return laidOut(operands, body, stored, span);
        }
        List<Expr> numbers = operands.stream().map(Broadcasting::number).toList();
        return Conversions.cast(body.apply(numbers), stored);
    }

    private static Expr number(Expr operand) {
        return operand.type() instanceof Type.Array array
                ? new Expr.Element(array.element(), operand, List.of(), false, operand.span())
                : operand;
    }

    private static boolean has(List<Expr> operands, Type.Layout layout) {
        return operands.stream()
                .anyMatch(operand ->
                        operand.type() instanceof Type.Array array && array.rank() > 0 && array.layout() == layout);
    }

    private static Expr turned(Expr operand, int rank) {
        if (!(operand.type() instanceof Type.Array array)) {
            return operand;
        }
        if (operand instanceof Expr.Transpose t
                && t.array().type() instanceof Type.Array inner
                && inner.layout() == Type.Layout.C) {
            return t.array(); // a result of ours
        }
        Expr whole = operand;
        if (array.rank() < rank) {
            List<Expr.Axis> axes = new ArrayList<>(Collections.nCopies(rank - array.rank(), new Expr.Axis.NewAxis()));
            axes.addAll(Collections.nCopies(array.rank(), new Expr.Axis.All()));
            Type.Array type = new Type.Array(array.element(), rank, Type.Layout.A, array.readOnly(), 0);
            whole = new Expr.View(type, operand, axes, false, operand.span());
        }
        return ArrayShapes.reversed(whole, operand.span());
    }

    /** The rank of the result; -1 when no operand is an array. */
    public static int rank(List<Expr> operands) {
        return operands.stream()
                .mapToInt(operand -> operand.type() instanceof Type.Array array ? array.rank() : -1)
                .max()
                .orElse(-1);
    }

    /** A value that is computed once, before the elements. */
    private record Hoisted(String name, Expr value) {
        static Expr around(List<Hoisted> hoisted, Expr body) {
            Expr result = body;
            for (Hoisted one : hoisted.reversed()) {
                result = new Expr.Let(one.name(), one.value(), result, result.span());
            }
            return result;
        }
    }

    /** The last operand whose evaluation changes something or shows something, or -1: what is before it is not computed after it. */
    private int lastActing(List<Expr> operands) {
        for (int k = operands.size() - 1; k > 0; k--) {
            if (f.functions().acts(operands.get(k))) {
                return k;
            }
        }
        return -1;
    }

    /** The operand as it is now, before the elements are computed. */
    private Expr computed(Expr operand, String hint, List<Hoisted> hoisted) {
        if (Trees.simple(operand)) {
            return operand;
        }
        String name = f.fresh(hint);
        hoisted.add(new Hoisted(name, operand));
        return new Expr.Local(operand.type(), name, false, operand.span());
    }

    /** An element of an array operand: of an array expression its own body, so that both run in one loop. */
    private Expr element(Expr operand, int rank, boolean wide, List<Hoisted> hoisted, List<Expr.Input> inputs) {
        Expr inner = operand;
        List<Hoisted> around = new ArrayList<>();
        while (inner instanceof Expr.Let let) {
            around.add(new Hoisted(let.name(), let.value()));
            inner = let.body();
        }
        if (inner instanceof Expr.Elementwise nested && (nested.type().rank() == rank || isCheap(nested.body()))) {
            hoisted.addAll(around);
            inputs.addAll(nested.inputs());
            return wide
                    ? nested.body()
                    : Conversions.cast(nested.body(), nested.type().element());
        }
        Type.Array type = (Type.Array) operand.type();
        for (Expr.Input input : inputs) {
            if (operand instanceof Expr.Local a
                    && input.array() instanceof Expr.Local b
                    && a.name().equals(b.name())) {
                return new Expr.Local(type.element(), input.name(), false, operand.span());
            }
        }
        String name = f.fresh("element");
        inputs.add(new Expr.Input(name, operand));
        return new Expr.Local(type.element(), name, false, operand.span());
    }

    /** Whether computing it again for each row costs less than an array of the results. */
    private static boolean isCheap(Expr body) {
        return switch (body) {
            case Expr.Const _, Expr.Local _ -> true;
            case Expr.Cast e -> isCheap(e.value());
            case Expr.Unary e -> isCheap(e.operand());
            case Expr.Binary e -> isCheap(e.left()) && isCheap(e.right());
            case Expr.Compare e -> isCheap(e.left()) && isCheap(e.right());
            default -> false;
        };
    }
}
