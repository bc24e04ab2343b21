package dev.jaculus.compiler.build;

import dev.jaculus.compiler.types.HostFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers the host's functions that a kernel calls, from 0. */
final class Hosts {
    private final Map<HostFunction, Integer> numbers = new LinkedHashMap<>();

    int add(HostFunction function) {
        return numbers.computeIfAbsent(function, _ -> numbers.size());
    }

    List<HostFunction> all() {
        return new ArrayList<>(numbers.keySet());
    }
}
