package dev.jaculus.compiler.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Order;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IntervalTest {
    private static final Arithmetic[] OPERATIONS = {
        Arithmetic.ADD,
        Arithmetic.SUB,
        Arithmetic.MUL,
        Arithmetic.FLOORDIV,
        Arithmetic.MOD,
        Arithmetic.AND,
        Arithmetic.OR,
        Arithmetic.XOR,
        Arithmetic.SHR,
        Arithmetic.MIN,
        Arithmetic.MAX
    };

    /** Small numbers and the ends of int64, where arithmetic wraps. */
    @Provide
    Arbitrary<Long> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(-9, 9),
                Arbitraries.longs().between(Long.MIN_VALUE, Long.MIN_VALUE + 3),
                Arbitraries.longs().between(Long.MAX_VALUE - 3, Long.MAX_VALUE),
                Arbitraries.longs());
    }

    private static Interval around(long a, long b) {
        return new Interval(Math.min(a, b), Math.max(a, b));
    }

    @Property
    void resultsLieInTheIntervalOfResults(
            @ForAll("numbers") long a,
            @ForAll("numbers") long otherA,
            @ForAll("numbers") long b,
            @ForAll("numbers") long otherB) {
        for (Arithmetic op : OPERATIONS) {
            Interval all = Interval.binary(op, around(a, otherA), around(b, otherB));
            long result = apply(op, a, b);
            assertTrue(
                    all.lo() <= result && result <= all.hi(),
                    () -> "%s %d %d = %d, not in %s".formatted(op, a, b, result, all));
        }
    }

    @Property
    void decidedComparisonsAreRight(
            @ForAll("numbers") long a,
            @ForAll("numbers") long otherA,
            @ForAll("numbers") long b,
            @ForAll("numbers") long otherB) {
        for (Order order : Order.values()) {
            Interval.compare(order, around(a, otherA), around(b, otherB))
                    .ifPresent(decided -> assertEquals(apply(order, a, b), decided));
        }
    }

    @Property
    void narrowingKeepsWhatTheConditionAllows(
            @ForAll("numbers") long a,
            @ForAll("numbers") long otherA,
            @ForAll("numbers") long b,
            @ForAll("numbers") long otherB) {
        for (Order order : Order.values()) {
            if (!apply(order, a, b)) continue;
            Interval left = around(a, otherA).where(order, around(b, otherB));
            assertTrue(left.lo() <= a && a <= left.hi());
        }
    }

    @Property
    void wideningCoversWhatItGrewTo(
            @ForAll("numbers") long a,
            @ForAll("numbers") long b,
            @ForAll("numbers") long c,
            @ForAll("numbers") long d) {
        Interval grown = around(a, b).join(around(c, d));
        Interval wide = around(a, b).widen(grown);
        assertTrue(wide.lo() <= grown.lo() && grown.hi() <= wide.hi());
    }

    private static long apply(Arithmetic op, long a, long b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case FLOORDIV -> b == 0 || (a == Long.MIN_VALUE && b == -1) ? 0 : Math.floorDiv(a, b);
            case MOD -> b == 0 || b == -1 ? 0 : Math.floorMod(a, b);
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case SHR -> a >> b;
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            default -> throw new IllegalArgumentException(op.toString());
        };
    }

    private static boolean apply(Order order, long a, long b) {
        return switch (order) {
            case EQ -> a == b;
            case NE -> a != b;
            case LT -> a < b;
            case LE -> a <= b;
            case GT -> a > b;
            case GE -> a >= b;
        };
    }
}
