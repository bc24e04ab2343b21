package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.Optional;

/** The integers from `lo` to `hi`, both included. Bounds are int64; what does not fit is any int64. */
record Interval(long lo, long hi) {
    static final Interval ANY = new Interval(Long.MIN_VALUE, Long.MAX_VALUE);
    /** No axis is longer: x86-64 and AArch64 address at most 2^57 bytes. */
    static final Interval LENGTH = new Interval(0, 1L << 57);

    static Interval of(Type type) {
        if (!(type instanceof Type.Int(int bits, boolean signed)) || bits == 64) return ANY;
        return signed ? new Interval(-(1L << (bits - 1)), (1L << (bits - 1)) - 1) : new Interval(0, (1L << bits) - 1);
    }

    boolean isEmpty() {
        return lo > hi;
    }

    Interval join(Interval o) {
        return new Interval(Math.min(lo, o.lo), Math.max(hi, o.hi));
    }

    Interval meet(Interval o) {
        return new Interval(Math.max(lo, o.lo), Math.min(hi, o.hi));
    }

    /** This, or all of `range` where this does not lie in it: arithmetic of that width may have wrapped. */
    Interval within(Interval range) {
        return lo >= range.lo && hi <= range.hi ? this : range;
    }

    /** What this may grow to in a loop: a bound that moved goes to the next of a few steps, so that loops settle. */
    Interval widen(Interval grown) {
        long low = grown.lo >= lo ? lo : grown.lo >= 0 ? 0 : grown.lo >= -1 ? -1 : Long.MIN_VALUE;
        long high = grown.hi <= hi ? hi : grown.hi <= LENGTH.hi ? LENGTH.hi : Long.MAX_VALUE;
        return new Interval(low, high);
    }

    /** The results of an operation on int64 that does not wrap; any int64 where it may. */
    static Interval binary(Arithmetic op, Interval l, Interval r) {
        try {
            return switch (op) {
                case ADD -> new Interval(Math.addExact(l.lo, r.lo), Math.addExact(l.hi, r.hi));
                case SUB -> new Interval(Math.subtractExact(l.lo, r.hi), Math.subtractExact(l.hi, r.lo));
                case MUL -> product(l, r);
                case FLOORDIV ->
                    r.lo > 0
                            ? new Interval(
                                    Math.min(Math.floorDiv(l.lo, r.lo), Math.floorDiv(l.lo, r.hi)),
                                    Math.max(Math.floorDiv(l.hi, r.lo), Math.floorDiv(l.hi, r.hi)))
                            : ANY;
                case MOD -> r.lo >= 0 ? new Interval(0, Math.max(0, r.hi - 1)) : ANY;
                case AND ->
                    l.lo >= 0 || r.lo >= 0
                            ? new Interval(0, Math.min(l.lo >= 0 ? l.hi : r.hi, r.lo >= 0 ? r.hi : l.hi))
                            : ANY;
                case OR, XOR -> l.lo >= 0 && r.lo >= 0 ? new Interval(0, Long.MAX_VALUE) : ANY;
                case SHR -> l.lo >= 0 ? new Interval(0, l.hi) : ANY;
                case MIN -> new Interval(Math.min(l.lo, r.lo), Math.min(l.hi, r.hi));
                case MAX -> new Interval(Math.max(l.lo, r.lo), Math.max(l.hi, r.hi));
                case DIV, REM, POW, SHL -> ANY;
            };
        } catch (ArithmeticException e) {
            return ANY;
        }
    }

    private static Interval product(Interval l, Interval r) {
        long a = Math.multiplyExact(l.lo, r.lo);
        long b = Math.multiplyExact(l.lo, r.hi);
        long c = Math.multiplyExact(l.hi, r.lo);
        long d = Math.multiplyExact(l.hi, r.hi);
        return new Interval(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
    }

    /** Whether a comparison is certain, and how it ends. */
    static Optional<Boolean> compare(Order order, Interval l, Interval r) {
        return switch (order) {
            case LT -> l.hi < r.lo ? Optional.of(true) : l.lo >= r.hi ? Optional.of(false) : Optional.empty();
            case GE -> compare(Order.LT, l, r).map(b -> !b);
            case GT -> compare(Order.LT, r, l);
            case LE -> compare(Order.LT, r, l).map(b -> !b);
            case EQ ->
                l.hi < r.lo || r.hi < l.lo
                        ? Optional.of(false)
                        : l.lo == l.hi && l.equals(r) ? Optional.of(true) : Optional.empty();
            case NE -> compare(Order.EQ, l, r).map(b -> !b);
        };
    }

    /** What is left of this where `this order other` holds; may be empty, where it cannot hold. */
    Interval where(Order order, Interval other) {
        return switch (order) {
            case LT -> other.hi == Long.MIN_VALUE ? this : meet(new Interval(Long.MIN_VALUE, other.hi - 1));
            case LE -> meet(new Interval(Long.MIN_VALUE, other.hi));
            case GT -> other.lo == Long.MAX_VALUE ? this : meet(new Interval(other.lo + 1, Long.MAX_VALUE));
            case GE -> meet(new Interval(other.lo, Long.MAX_VALUE));
            case EQ -> meet(other);
            case NE -> {
                if (other.lo != other.hi) yield this;
                if (other.lo == lo && lo < hi) yield new Interval(lo + 1, hi);
                yield other.lo == hi && lo < hi ? new Interval(lo, hi - 1) : this;
            }
        };
    }
}
