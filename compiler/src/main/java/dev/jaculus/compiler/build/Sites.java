package dev.jaculus.compiler.build;

import dev.jaculus.compiler.ir.Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers the places where exceptions start or pass, from 1; the same place twice has one number. */
final class Sites {
    private final Map<Module.Site, Integer> numbers = new LinkedHashMap<>();

    int add(Module.Site site) {
        return numbers.computeIfAbsent(site, s -> numbers.size() + 1);
    }

    List<Module.Site> all() {
        return new ArrayList<>(numbers.keySet());
    }
}
