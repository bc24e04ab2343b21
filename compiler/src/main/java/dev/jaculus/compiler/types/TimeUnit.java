package dev.jaculus.compiler.types;

import java.util.List;
import java.util.OptionalLong;

/** NumPy's units of time, by their names; the empty name is the generic unit, which fits any. */
public final class TimeUnit {
    private static final List<String> ORDER =
            List.of("Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as", "");
    /** How many of the next unit each is; months and weeks are no number of the next. */
    private static final long[] FACTORS = {12, 0, 7, 24, 60, 60, 1000, 1000, 1000, 1000, 1000, 1000, 0, 0};

    private TimeUnit() {}

    static boolean known(String unit) {
        return ORDER.contains(unit);
    }

    /** Whether it is of the calendar: years and months have no fixed length. */
    public static boolean ofCalendar(String unit) {
        return ORDER.indexOf(unit) < 2;
    }

    /** The finer of two; the other one where one is generic. */
    public static String finer(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left + right;
        }
        return ORDER.indexOf(left) >= ORDER.indexOf(right) ? left : right;
    }

    /** How many of the finer unit the coarser one is; empty where it is no number of them. The generic unit is any. */
    public static OptionalLong factor(String coarse, String fine) {
        if (coarse.isEmpty() || coarse.equals(fine)) {
            return OptionalLong.of(1);
        }
        int from = ORDER.indexOf(coarse);
        int to = ORDER.indexOf(fine);
        if (from > to || fine.isEmpty()) {
            return OptionalLong.empty();
        }
        long factor = 1;
        for (int unit = from; unit < to; unit++) {
            factor *= FACTORS[unit];
        }
        return factor == 0 ? OptionalLong.empty() : OptionalLong.of(factor);
    }
}
