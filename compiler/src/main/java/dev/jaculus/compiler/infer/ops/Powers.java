package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Lets;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Promotion;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.OptionalLong;

/** {@code **}. A literal exponent becomes multiplications, in the order in which Numba does them. */
public final class Powers {
    /** Numba unrolls up to this exponent. */
    private static final long MOST_UNROLLED = 0x10000;

    private Powers() {}

    static Expr ofScalars(Scope f, Expr base, Expr exponent, Span span) {
        Scalar type = (Scalar) base.type();
        if (exponent.type() instanceof Type.Float) {
            Type common = Promotion.arithmetic(type, (Scalar) exponent.type());
            return new Expr.Math(
                    common,
                    MathFunction.POW,
                    List.of(Conversions.cast(base, common), Conversions.cast(exponent, common)),
                    span);
        }
        if (type instanceof Type.Bool && exponent.type().equals(Type.INT32)) {
            return ofScalars(f, Conversions.cast(base, Type.FLOAT32), exponent, span); // so does Numba
        }
        Scalar result = type instanceof Type.Float ? type : Promotion.arithmetic(type, (Scalar) exponent.type());
        OptionalLong known = Trees.literalInt(exponent);
        if (known.isPresent() && Math.abs(known.getAsLong()) <= MOST_UNROLLED && !(type instanceof Type.Bool)) {
            boolean raises = f.checkedDivision() || result instanceof Type.Float; // of floats Numba has no other way
            return unrolled(f, Conversions.cast(base, result), known.getAsLong(), raises, span);
        }
        boolean whole = !(result instanceof Type.Float);
        Expr first = whole ? Conversions.cast(base, result) : base;
        String ours = whole && !f.checkedDivision()
                ? "jaculus.integer_power"
                : whole ? "jaculus.integer_power_or_raise" : "jaculus.power";
        return ((Computed) f.calls()
                        .named(ours, List.of(new Computed(first), new Computed(exponent(exponent, whole))), span))
                .tree();
    }

    /** As wide as Numba has it: the least integer of that width has no opposite. */
    private static Expr exponent(Expr exponent, boolean whole) {
        Type type = exponent.type();
        boolean narrow = !(type instanceof Type.Int i) || (i.signed() && i.bits() < 64);
        if (narrow && !whole) {
            return Conversions.cast(exponent, Type.INT32);
        }
        return Conversions.index(type instanceof Type.Bool ? Conversions.cast(exponent, Type.INT64) : exponent);
    }

    private static Expr unrolled(Scope f, Expr base, long exponent, boolean checked, Span span) {
        Scalar type = (Scalar) base.type();
        Expr power = squares(f, base, null, Math.abs(exponent), span);
        if (exponent >= 0) {
            return power;
        }
        if (type instanceof Type.Float) {
            Expr one = new Expr.Const(type, 1.0, span);
            return new Expr.Binary(type, Arithmetic.DIV, one, power, checked, span);
        }
        Expr minusOne = new Expr.Const(type, -1L, span);
        return new Expr.Binary(type, Arithmetic.POW, power, minusOne, checked, span);
    }

    /** Squares the base for each bit of the exponent; `product` holds the bits so far, null for none. */
    private static Expr squares(Scope f, Expr base, Expr product, long exponent, Span span) {
        if (exponent == 0) {
            return product != null ? product : one(base.type(), span);
        }
        return Lets.bind(f, base, "square", square -> {
            Expr next = product;
            if ((exponent & 1) != 0) {
                next = product == null ? square : times(product, square, span);
            }
            if (exponent == 1) {
                return next;
            }
            Expr kept = next;
            return kept == null
                    ? squares(f, times(square, square, span), null, exponent >> 1, span)
                    : Lets.bind(
                            f,
                            kept,
                            "product",
                            bound -> squares(f, times(square, square, span), bound, exponent >> 1, span));
        });
    }

    private static Expr times(Expr left, Expr right, Span span) {
        return new Expr.Binary(left.type(), Arithmetic.MUL, left, right, false, span);
    }

    private static Expr one(Type type, Span span) {
        return type instanceof Type.Float ? new Expr.Const(type, 1.0, span) : new Expr.Const(type, 1L, span);
    }
}
