package dev.jaculus.compiler.types;

import java.util.List;
import java.util.TreeSet;

/**
 * What may be done to operations on floats that changes their results: LLVM's flags, by LLVM's names, in order.
 *
 * <p>{@code reassoc} lets sums be reordered, {@code contract} lets a product and a sum be rounded once, {@code fast} is all of them.
 */
public record FastMath(List<String> flags) {
    /** All flags, in order. */
    public static final List<String> KNOWN =
            List.of("afn", "arcp", "contract", "fast", "ninf", "nnan", "nsz", "reassoc");

    public static final FastMath NONE = new FastMath(List.of());
    public static final FastMath FAST = new FastMath(List.of("fast"));

    public FastMath {
        flags = List.copyOf(new TreeSet<>(flags));
        for (String flag : flags) {
            if (!KNOWN.contains(flag)) {
                throw new IllegalArgumentException("no flag of LLVM's for floats: " + flag);
            }
        }
    }

    public boolean isNone() {
        return flags.isEmpty();
    }
}
