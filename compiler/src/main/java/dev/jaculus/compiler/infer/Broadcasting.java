package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Elementwise computations over arrays: an array expression becomes one {@link Expr.Elementwise}, whatever its depth. */
final class Broadcasting {
    private final FunctionInference f;

    Broadcasting(FunctionInference f) {
        this.f = f;
    }

    /** A ufunc of numbers and arrays. */
    Expr ufunc(Ufunc ufunc, List<Expr> operands, Span span) {
        List<Scalar> elements = operands.stream().map(this::element).toList();
        if (elements.stream().anyMatch(Times::is)) {
            return elementwise(
                    operands,
                    scalars -> Times.apply(f, ufunc.name(), scalars, span)
                            .orElseThrow(() -> noLoop(ufunc, operands, span)),
                    span);
        }
        Optional<Scalar> loop = ufunc.loop(elements);
        if (loop.isEmpty()) {
            throw noLoop(ufunc, operands, span);
        }
        return laidOut(
                operands,
                scalars -> ufunc.body()
                        .of(
                                f,
                                loop.get(),
                                scalars.stream()
                                        .map(scalar -> Conversions.cast(scalar, loop.get()))
                                        .toList(),
                                span),
                span);
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

    /** `body` of one element from each operand, C-ordered; without arrays just that. */
    Expr elementwise(List<Expr> operands, Function<List<Expr>, Expr> body, Span span) {
        int rank = rank(operands);
        if (rank < 0) {
            return body.apply(operands);
        }
        List<Hoisted> hoisted = new ArrayList<>();
        List<Expr.Input> inputs = new ArrayList<>();
        List<Expr> elements = new ArrayList<>();
        int last = 0;
        for (Expr operand : operands) {
            if (operand.type() instanceof Type.Array array) {
                last = Math.max(last, array.last());
                elements.add(element(operand, rank, hoisted, inputs));
            } else {
                elements.add(scalar(operand, hoisted));
            }
        }
        Expr result = body.apply(elements);
        Type.Array type = new Type.Array((Scalar) result.type(), rank, Type.Layout.C, false, rank < 2 ? 0 : last);
        return Hoisted.around(hoisted, new Expr.Elementwise(type, inputs, result, span));
    }

    /** The same, but of F-ordered arrays alone F-ordered, as Numba's ufuncs are: computed with all axes reversed. */
    Expr laidOut(List<Expr> operands, Function<List<Expr>, Expr> body, Span span) {
        int rank = rank(operands);
        if (rank < 2 || !operands.stream().allMatch(operand -> isColumnMajor(operand, rank))) {
            return elementwise(operands, body, span);
        }
        List<Expr> turned = operands.stream().map(this::turned).toList();
        return Permutations.reversed(elementwise(turned, body, span), span);
    }

    private static boolean isColumnMajor(Expr operand, int rank) {
        return !(operand.type() instanceof Type.Array array)
                || (array.rank() == rank && array.layout() == Type.Layout.F);
    }

    private Expr turned(Expr operand) {
        if (!(operand.type() instanceof Type.Array)) {
            return operand;
        }
        boolean result = operand instanceof Expr.Transpose t
                && t.array().type() instanceof Type.Array inner
                && inner.layout() == Type.Layout.C;
        return result ? ((Expr.Transpose) operand).array() : Permutations.reversed(operand, operand.span());
    }

    /** The rank of the result; -1 when no operand is an array. */
    static int rank(List<Expr> operands) {
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

    private Expr scalar(Expr operand, List<Hoisted> hoisted) {
        if (Trees.simple(operand)) {
            return operand;
        }
        String name = f.fresh("scalar");
        hoisted.add(new Hoisted(name, operand));
        return new Expr.Local(operand.type(), name, false, operand.span());
    }

    /** An element of an array operand: of an array expression its own body, so that both run in one loop. */
    private Expr element(Expr operand, int rank, List<Hoisted> hoisted, List<Expr.Input> inputs) {
        Expr inner = operand;
        List<Hoisted> around = new ArrayList<>();
        while (inner instanceof Expr.Let let) {
            around.add(new Hoisted(let.name(), let.value()));
            inner = let.body();
        }
        if (inner instanceof Expr.Elementwise nested && (nested.type().rank() == rank || isCheap(nested.body()))) {
            hoisted.addAll(around);
            inputs.addAll(nested.inputs());
            return nested.body();
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
