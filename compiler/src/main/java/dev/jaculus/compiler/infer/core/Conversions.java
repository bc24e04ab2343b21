package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/** Conversions that Python code does not show. */
public final class Conversions {
    private Conversions() {}

    /** The value with another type, where {@link #possible}. */
    public static Expr cast(Expr value, Type to) {
        if (value.type().equals(to)) {
            return value;
        }
        if (value instanceof Expr.Const c
                && c.value() instanceof Long l
                && to instanceof Type.Int i
                && fits(l, c.type(), i)) {
            return new Expr.Const(to, l, c.span());
        }
        if (value instanceof Expr.Const c && c.value() instanceof Long l && to instanceof Type.Float f) {
            boolean unsigned = c.type().equals(Type.UINT64) && l < 0;
            if (!unsigned) {
                return new Expr.Const(f, f.bits() == 32 ? (double) (float) (long) l : (double) l, c.span());
            }
        }
        if (value instanceof Expr.TupleOf t && to instanceof Type.Tuple target) {
            List<Expr> items = new ArrayList<>();
            for (int i = 0; i < t.items().size(); i++) {
                items.add(cast(t.items().get(i), target.items().get(i)));
            }
            return new Expr.TupleOf(target, items, t.span());
        }
        if (value.type() instanceof Type.Complex complex && to instanceof Type.Bool) {
            return new Expr.Compare(Order.NE, value, Trees.number(0, complex, value.span()), value.span());
        }
        return new Expr.Cast(to, value, value.span());
    }

    /** Whether an integer constant has the same value in another type. */
    private static boolean fits(long value, Type from, Type.Int to) {
        if (value < 0 && (!to.signed() || from.equals(Type.UINT64))) {
            return false;
        }
        int bits = to.signed() ? to.bits() - 1 : to.bits();
        return bits >= 63 || (value >> bits) == (value < 0 ? -1 : 0);
    }

    /** Whether a value becomes a number of this type when it is stored: a complex one never becomes real. */
    public static boolean toScalar(Type from, Type.Scalar to) {
        if (to instanceof Type.Time || from instanceof Type.Time) {
            return from.equals(to);
        }
        return from instanceof Type.Scalar && (to instanceof Type.Complex || !(from instanceof Type.Complex));
    }

    /** Whether a value can be converted: numbers to numbers, item by item, an array to a weaker layout. */
    public static boolean possible(Type from, Type to) {
        if (from.equals(to)) {
            return true;
        }
        if (to instanceof Type.Optional t) {
            return from instanceof Type.None || possible(from instanceof Type.Optional f ? f.item() : from, t.item());
        }
        if (from instanceof Type.Optional f) {
            return possible(f.item(), to); // or a TypeError when it runs
        }
        return switch (to) {
            case Type.Scalar scalar -> toScalar(from, scalar);
            case Type.None _, Type.Optional _, Type.ListOf _, Type.Generator _, Type.Instance _, Type.Str _ -> false;
            case Type.Tuple t ->
                from instanceof Type.Tuple f
                        && f.items().size() == t.items().size()
                        && java.util.stream.IntStream.range(0, t.items().size())
                                .allMatch(i ->
                                        possible(f.items().get(i), t.items().get(i)));
            case Type.Array t ->
                from instanceof Type.Array f
                        && f.element().equals(t.element())
                        && f.rank() == t.rank()
                        && (f.layout() == t.layout() || t.layout() == Type.Layout.A)
                        && (t.readOnly() || !f.readOnly())
                        && (t.last() == 0 || t.last() == f.last());
        };
    }

    /** An index, length or count: signed ints become int64 and unsigned ones uint64. */
    public static Expr index(Expr value) {
        return cast(value, ((Type.Int) value.type()).signed() ? Type.INT64 : Type.UINT64);
    }

    /** NumPy's casting "same_kind": to the same kind of number or a wider one. */
    public static boolean sameKind(Type.Scalar from, Type.Scalar to) {
        return kind(from) <= kind(to);
    }

    private static int kind(Type.Scalar type) {
        return switch (type) {
            case Type.Bool _ -> 0;
            case Type.Int i -> i.signed() ? 2 : 1;
            case Type.Float _ -> 3;
            case Type.Complex _ -> 4;
            case Type.Time _ -> 5;
        };
    }
}
