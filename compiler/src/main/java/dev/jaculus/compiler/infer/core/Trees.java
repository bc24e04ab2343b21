package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.OptionalLong;

/** Small things about typed trees. */
public final class Trees {
    private Trees() {}

    public static Expr.Const integer(long value, Span span) {
        return new Expr.Const(Type.INT64, value, span);
    }

    public static Expr.Const real(double value, Span span) {
        return new Expr.Const(Type.FLOAT64, value, span);
    }

    /** A whole number as a constant of any number type. */
    public static Expr number(long value, Scalar type, Span span) {
        return switch (type) {
            case Type.Float _ -> new Expr.Const(type, (double) value, span);
            case Type.Complex c -> complex(c, (double) value, 0, span);
            case Type.Bool _, Type.Int _, Type.Time _ -> new Expr.Const(type, value, span);
        };
    }

    /** A complex number as a constant. */
    public static Expr complex(Type.Complex type, double real, double imaginary, Span span) {
        return new Expr.ComplexOf(type, part(type, real, span), part(type, imaginary, span), span);
    }

    private static Expr part(Type.Complex type, double value, Span span) {
        return new Expr.Const(type.part(), type.bits() == 64 ? (double) (float) value : value, span);
    }

    public static Expr.Const bool(boolean value, Span span) {
        return new Expr.Const(Type.BOOL, value ? 1L : 0L, span);
    }

    public static Expr.Const none(Span span) {
        return new Expr.Const(Type.NONE, null, span);
    }

    /** Whether it may be evaluated any number of times, and in any order with others. */
    public static boolean simple(Expr tree) {
        return switch (tree) {
            case Expr.Const _, Expr.Local _ -> true;
            case Expr.Length e -> simple(e.array());
            case Expr.Stride e -> simple(e.array());
            case Expr.Item e -> simple(e.tuple());
            case Expr.Part e -> simple(e.value());
            case Expr.ComplexOf e -> simple(e.real()) && simple(e.imaginary());
            case Expr.TupleOf e -> e.items().stream().allMatch(Trees::simple);
            default -> false;
        };
    }

    /** Does something with each part of this kind of a typed tree. */
    public static <T> void each(Object node, Class<T> kind, java.util.function.Consumer<T> use) {
        Renaming.each(node, kind, use);
    }

    /** Whether Numba would know the value while it infers types: an int, a bool or None in the source or in a global. */
    public static boolean isLiteral(Expr.Const constant) {
        return !(constant.type() instanceof Type.Float) && !(constant.type() instanceof Type.Time);
    }

    /** The value of an integer literal. */
    public static OptionalLong literalInt(Expr tree) {
        boolean literal = tree instanceof Expr.Const c
                && (c.type().equals(Type.INT64) || c.type().equals(Type.UINT64))
                && c.value() instanceof Long;
        return literal ? OptionalLong.of((Long) ((Expr.Const) tree).value()) : OptionalLong.empty();
    }

    public static boolean isInteger(Type type) {
        return type instanceof Type.Int;
    }

    public static Expr.Item item(Expr tuple, int index, Span span) {
        return new Expr.Item(((Type.Tuple) tuple.type()).items().get(index), tuple, index, span);
    }

    /** An item of a tuple; of a tuple just built from simple parts the part itself. */
    public static Expr itemOf(Expr tuple, int index, Span span) {
        if (tuple instanceof Expr.TupleOf t && t.items().stream().allMatch(Trees::simple)) {
            return t.items().get(index);
        }
        return item(tuple, index, span);
    }

    /** A tuple; one that exists only while compiling if some item does. */
    public static Value tupleOf(List<Value> items, Span span) {
        if (!items.stream().allMatch(item -> item instanceof Value.Computed)) {
            return new Value.Sequence(List.copyOf(items));
        }
        return new Value.Computed(tuple(
                items.stream().map(item -> ((Value.Computed) item).tree()).toList(), span));
    }

    public static Expr.TupleOf tuple(List<Expr> given, Span span) {
        List<Expr> items = given.stream().map(item -> alike(item, given)).toList();
        return new Expr.TupleOf(new Type.Tuple(items.stream().map(Expr::type).toList()), items, span);
    }

    /** An item of a tuple: arrays that differ in the known length of a last axis alone have one type, as in Numba. */
    private static Expr alike(Expr item, List<Expr> all) {
        boolean differs = item.type() instanceof Type.Array a
                && all.stream()
                        .anyMatch(other -> other.type() instanceof Type.Array b
                                && a.last() != b.last()
                                && a.anyLast().equals(b.anyLast()));
        return differs ? new Expr.Cast(((Type.Array) item.type()).anyLast(), item, item.span()) : item;
    }

    public static boolean truth(Expr.Const constant) {
        return switch (constant.value()) {
            case Long l -> l != 0;
            case Double d -> d != 0;
            case null, default -> false;
        };
    }
}
