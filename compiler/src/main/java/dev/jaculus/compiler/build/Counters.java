package dev.jaculus.compiler.build;

import dev.jaculus.compiler.ir.Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Numbers the lines whose executions are counted, from 0. */
final class Counters {
    /** The runtime's MOST_LINES. */
    private static final int MOST = 1 << 16;

    private final Map<Module.Line, Integer> numbers = new LinkedHashMap<>();

    /** The number of a line; none where there are too many, as in code that a program has written. */
    OptionalInt add(Module.Line line) {
        Integer known = numbers.get(line);
        if (known == null && numbers.size() == MOST) return OptionalInt.empty();
        if (known == null) {
            known = numbers.size();
            numbers.put(line, known);
        }
        return OptionalInt.of(known);
    }

    List<Module.Line> all() {
        return new ArrayList<>(numbers.keySet());
    }
}
