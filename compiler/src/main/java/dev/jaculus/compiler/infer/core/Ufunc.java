package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * A function of one element, or of one from each of two arrays.
 *
 * @param loops NumPy's letters of the types it computes in, in the order in which NumPy tries them
 * @param bool whether the result is a bool, and not of the type computed in
 * @param body the result from operands that have the type computed in
 */
public record Ufunc(String name, int arity, String loops, boolean bool, Body body) {
    public interface Body {
        Expr of(Scope f, Scalar type, List<Expr> operands, Span span);
    }

    /**
     * The type to compute in: NumPy's first that all operands convert to safely. Where ints meet floats, Numba takes every int
     * to convert to every float.
     */
    public Optional<Scalar> loop(List<Scalar> operands) {
        boolean ints = operands.stream().anyMatch(Type.Int.class::isInstance);
        boolean floats =
                operands.stream().anyMatch(operand -> operand instanceof Type.Float || operand instanceof Type.Complex);
        for (int i = 0; i < loops.length(); i++) {
            Scalar candidate = type(loops.charAt(i));
            if (operands.stream().allMatch(operand -> converts(operand, candidate, ints && floats))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The first type to compute in that gives results of this type, if all operands are of its kind or of a lower one. */
    public Optional<Scalar> loopFor(Scalar result, List<Scalar> operands) {
        if (bool) {
            return result instanceof Type.Bool ? loop(operands) : Optional.empty();
        }
        for (int i = 0; i < loops.length(); i++) {
            Scalar candidate = type(loops.charAt(i));
            if (result(candidate).equals(result)
                    && operands.stream().allMatch(operand -> Conversions.sameKind(operand, candidate))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The type of the results of a loop. */
    public Scalar result(Scalar loop) {
        boolean modulus = loop instanceof Type.Complex && (name.equals("absolute") || name.equals("abs"));
        return bool ? Type.BOOL : modulus ? ((Type.Complex) loop).part() : loop;
    }

    /** Whether NumPy converts safely; where ints meet floats, Numba does from every int to every float. */
    public static boolean converts(Scalar from, Scalar to, boolean mixed) {
        if (from.equals(to) || from instanceof Type.Bool) {
            return true;
        }
        return switch (to) {
            case Type.Bool _, Type.Time _ -> false;
            case Type.Int t ->
                from instanceof Type.Int i
                        && (i.signed() == t.signed() ? i.bits() <= t.bits() : t.signed() && i.bits() < t.bits());
            case Type.Float t ->
                switch (from) {
                    case Type.Int i -> mixed || t.bits() == 64 || i.bits() <= 16;
                    case Type.Float x -> x.bits() <= t.bits();
                    case Type.Bool _ -> true;
                    case Type.Complex _, Type.Time _ -> false;
                };
            case Type.Complex t ->
                from instanceof Type.Complex c ? c.bits() <= t.bits() : converts(from, t.part(), mixed);
        };
    }

    private static Scalar type(char letter) {
        return switch (letter) {
            case '?' -> Type.BOOL;
            case 'b' -> Type.INT8;
            case 'B' -> Type.UINT8;
            case 'h' -> Type.INT16;
            case 'H' -> Type.UINT16;
            case 'i' -> Type.INT32;
            case 'I' -> Type.UINT32;
            case 'l' -> Type.INT64;
            case 'L' -> Type.UINT64;
            case 'f' -> Type.FLOAT32;
            case 'd' -> Type.FLOAT64;
            case 'F' -> Type.COMPLEX64;
            case 'D' -> Type.COMPLEX128;
            default -> throw new IllegalArgumentException("no such letter: " + letter);
        };
    }
}
