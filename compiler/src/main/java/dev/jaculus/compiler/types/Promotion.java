package dev.jaculus.compiler.types;

import dev.jaculus.compiler.types.Type.Array;
import dev.jaculus.compiler.types.Type.Bool;
import dev.jaculus.compiler.types.Type.Complex;
import dev.jaculus.compiler.types.Type.Float;
import dev.jaculus.compiler.types.Type.Int;
import dev.jaculus.compiler.types.Type.Layout;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.compiler.types.Type.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which type two types have in common: Numba's rules, which differ from one use to the next. */
public final class Promotion {
    private Promotion() {}

    /** {@code np.promote_types}: the least type that holds both; int64 and uint64 give float64. */
    public static Scalar numpy(Scalar left, Scalar right) {
        if (left.equals(right)) {
            return left;
        }
        if (left instanceof Type.Time || right instanceof Type.Time) {
            throw new IllegalArgumentException("no number: %s, %s".formatted(left, right));
        }
        if (left instanceof Bool) {
            return right;
        }
        if (right instanceof Bool) {
            return left;
        }
        if (left instanceof Int a && right instanceof Int b) {
            return integers(a, b);
        }
        int bits = Math.max(floatBits(left), floatBits(right));
        return left instanceof Complex || right instanceof Complex ? new Complex(2 * bits) : new Float(bits);
    }

    /** What two lists with these types have in common. */
    private interface Lists {
        Optional<Type> common(Type.ListOf left, Type.ListOf right);
    }

    /** The type that values of both types convert to; empty where Numba cannot unify them. It is a question: nothing changes by it. */
    public static Optional<Type> unify(Type left, Type right) {
        return unify(left, right, Promotion::common);
    }

    /** What a variable is after two paths gave it these types. Lists that meet so are one list from there on. */
    public static Optional<Type> merge(Type left, Type right) {
        return unify(left, right, Promotion::joined);
    }

    private static Optional<Type> unify(Type left, Type right, Lists lists) {
        if (left.equals(right) && !(left instanceof Type.ListOf) && !(left instanceof Tuple)) {
            return Optional.of(left);
        }
        if (left instanceof Type.Time || right instanceof Type.Time) {
            return times(left, right, lists);
        }
        if (left instanceof Scalar a && right instanceof Scalar b) {
            return Optional.of(numpy(a, b));
        }
        if (left instanceof Tuple a && right instanceof Tuple b) {
            return tuples(a, b, lists);
        }
        if (left instanceof Type.None || left instanceof Type.Optional) {
            return optional(left, right, lists);
        }
        if (right instanceof Type.None || right instanceof Type.Optional) {
            return optional(right, left, lists);
        }
        if (left instanceof Array a && right instanceof Array b) {
            return arrays(a, b);
        }
        if (left instanceof Type.ListOf a && right instanceof Type.ListOf b && a.typed() == b.typed()) {
            return lists.common(a, b);
        }
        return Optional.empty();
    }

    /** Times of one kind: the finer unit, where both are whole numbers of it. */
    private static Optional<Type> times(Type left, Type right, Lists lists) {
        if (left instanceof Type.None || left instanceof Type.Optional) {
            return optional(left, right, lists);
        }
        if (right instanceof Type.None || right instanceof Type.Optional) {
            return optional(right, left, lists);
        }
        return Optional.empty();
    }

    /** None or an optional, with anything: an optional. */
    private static Optional<Type> optional(Type maybe, Type other, Lists lists) {
        Type item = other instanceof Type.Optional o ? o.item() : other;
        if (maybe instanceof Type.Optional o && !(other instanceof Type.None)) {
            return unify(o.item(), item, lists).map(Type.Optional::new);
        }
        return Optional.of(other instanceof Type.None ? maybe : new Type.Optional(item));
    }

    /** The operands' common type in scalar arithmetic (NBEP 1): at least 64 bits for ints, of mixed sign int64. */
    public static Scalar arithmetic(Scalar left, Scalar right) {
        if (left instanceof Complex || right instanceof Complex) {
            return new Complex(2 * floats(left, right).bits());
        }
        if (left instanceof Float || right instanceof Float) {
            return floats(left, right);
        }
        return signed(left) || signed(right) ? Type.INT64 : Type.UINT64;
    }

    /** The operands' common type in a scalar comparison. */
    public static Scalar comparison(Scalar left, Scalar right) {
        if (left instanceof Complex || right instanceof Complex) {
            return arithmetic(left, right);
        }
        if (left instanceof Float || right instanceof Float) {
            return floats(left, right);
        }
        return numpy(left, right);
    }

    /** At least 64 bits, with the sign of the operand; bool becomes int64. */
    public static Int wide(Scalar operand) {
        return signed(operand) ? Type.INT64 : Type.UINT64;
    }

    /** Numba's scalar arithmetic takes float32 only with what converts to it safely, so not with uint16. */
    private static Float floats(Scalar left, Scalar right) {
        return fitsFloat32(left) && fitsFloat32(right) ? Type.FLOAT32 : Type.FLOAT64;
    }

    private static boolean fitsFloat32(Scalar type) {
        return switch (type) {
            case Bool _ -> true;
            case Int i -> i.bits() == 8 || (i.bits() == 16 && i.signed());
            case Float f -> f.bits() == 32;
            case Complex c -> c.bits() == 64;
            case Type.Time _ -> false;
        };
    }

    /** Bool counts as signed: with it Numba computes in int64. */
    private static boolean signed(Scalar type) {
        return !(type instanceof Int i) || i.signed();
    }

    private static Scalar integers(Int a, Int b) {
        if (a.signed() == b.signed()) {
            return a.bits() >= b.bits() ? a : b;
        }
        Int signed = a.signed() ? a : b;
        Int unsigned = a.signed() ? b : a;
        if (signed.bits() > unsigned.bits()) {
            return signed;
        }
        return unsigned.bits() == 64 ? Type.FLOAT64 : new Int(unsigned.bits() * 2, true);
    }

    private static int floatBits(Scalar type) {
        return switch (type) {
            case Bool _ -> 32;
            case Int i -> i.bits() <= 16 ? 32 : 64;
            case Float f -> f.bits();
            case Complex c -> c.bits() / 2;
            case Type.Time _ -> 64;
        };
    }

    private static Optional<Type> tuples(Tuple left, Tuple right, Lists lists) {
        if (left.items().size() != right.items().size()) {
            return Optional.empty();
        }
        if (left.isSlice() != right.isSlice() || left.isEllipsis() != right.isEllipsis()) {
            return Optional.empty();
        }
        List<Type> items = new ArrayList<>();
        for (int i = 0; i < left.items().size(); i++) {
            Optional<Type> item = unify(left.items().get(i), right.items().get(i), lists);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
        }
        return Optional.of(new Tuple(items, left.names().equals(right.names()) ? left.names() : Optional.empty()));
    }

    private static Optional<Type> arrays(Array left, Array right) {
        if (!left.element().equals(right.element()) || left.rank() != right.rank()) {
            return Optional.empty();
        }
        Layout layout = left.layout() == right.layout() ? left.layout() : Layout.A;
        int last = layout == Layout.C && left.last() == right.last() ? left.last() : 0;
        return Optional.of(new Array(left.element(), left.rank(), layout, left.readOnly() || right.readOnly(), last));
    }

    /** Where nothing is known of one list yet it may become the other; else the items decide. */
    private static Optional<Type> common(Type.ListOf left, Type.ListOf right) {
        if (left.item().equals(right.item())) {
            return Optional.of(left.site() == null ? left : right);
        }
        if (ListSite.isUndecided(left) || ListSite.isUndecided(right)) {
            return Optional.of(ListSite.isUndecided(left) ? right : left);
        }
        Optional<Type> item = unify(left.item(), right.item());
        boolean fixed = (left.site() == null && !item.equals(Optional.of(left.item())))
                || (right.site() == null && !item.equals(Optional.of(right.item())));
        return fixed ? Optional.empty() : item.map(one -> new Type.ListOf(one, left.typed()));
    }

    /** What is learnt of one list holds for the other. A list from outside is what it is. */
    private static Optional<Type> joined(Type.ListOf left, Type.ListOf right) {
        boolean same = left.item().equals(right.item()) && !ListSite.isUndecided(left) && !ListSite.isUndecided(right);
        if (left.site() != null && right.site() != null) {
            return left.site().join(right.site())
                    ? Optional.of(ListSite.isUndecided(left) ? right : left)
                    : Optional.empty();
        }
        if (same) {
            return Optional.of(left.site() == null ? left : right);
        }
        Type.ListOf fixed = left.site() == null ? left : right;
        ListSite open = left.site() == null ? right.site() : left.site();
        if (open == null) {
            return merge(left.item(), right.item())
                    .filter(item -> item.equals(left.item()) && item.equals(right.item()))
                    .map(item -> fixed);
        }
        return open.learn(fixed.item()) ? Optional.of(fixed) : Optional.empty();
    }
}
