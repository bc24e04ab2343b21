package dev.jaculus.profiler.compare;

import java.util.Locale;

/** Numbers as people read them. */
final class Quantities {
    private Quantities() {}

    /** Seconds, in the unit that suits them, with three digits. */
    static String time(double seconds) {
        return digits(seconds / unit(seconds), 3) + " " + name(unit(seconds));
    }

    /** The ends of an interval, in the unit that suits its value, with four digits. */
    static String interval(Interval seconds) {
        if (!seconds.bounded()) {
            return "";
        }
        double unit = unit(seconds.value());
        return digits(seconds.low() / unit, 4) + " to " + digits(seconds.high() / unit, 4) + " " + name(unit);
    }

    static String bytes(long bytes) {
        for (String unit : new String[] {"GB", "MB", "kB"}) {
            double size = unit.equals("GB") ? 1e9 : unit.equals("MB") ? 1e6 : 1e3;
            if (bytes >= size) {
                return digits(bytes / size, 3) + " " + unit;
            }
        }
        return bytes + " B";
    }

    /** A factor. */
    static String times(double factor) {
        return digits(factor, factor < 10 ? 3 : 2);
    }

    /** So many digits that count, and no power of ten: 1180 for 1.18e3. */
    static String digits(double value, int count) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : "∞";
        }
        int whole = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
        String text = String.format(Locale.ROOT, "%." + Math.max(0, Math.min(12, count - whole)) + "f", value);
        // 9.996 becomes 10.00: a digit too many
        boolean longer = text.indexOf('.') > 0 && Math.abs(Double.parseDouble(text)) >= Math.pow(10, whole);
        return longer ? digits(Double.parseDouble(text), count) : text;
    }

    private static double unit(double seconds) {
        return seconds < 1e-6 ? 1e-9 : seconds < 1e-3 ? 1e-6 : seconds < 1 ? 1e-3 : 1;
    }

    private static String name(double unit) {
        return unit == 1 ? "s" : unit == 1e-3 ? "ms" : unit == 1e-6 ? "µs" : "ns";
    }
}
