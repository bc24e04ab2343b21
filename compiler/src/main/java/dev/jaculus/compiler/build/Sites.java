package dev.jaculus.compiler.build;

import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.tree.Stmt.ExceptionClass;
import dev.jaculus.compiler.types.Exceptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Numbers the places where exceptions start or pass, from 1; the same place twice has one number. */
final class Sites {
    private final Map<Module.Site, Integer> numbers = new LinkedHashMap<>();
    private final Map<Integer, ExceptionClass> raised = new HashMap<>();

    int add(Module.Site site) {
        return numbers.computeIfAbsent(site, s -> numbers.size() + 1);
    }

    int add(Module.Site site, ExceptionClass raising) {
        int number = add(site);
        raised.put(number, raising);
        return number;
    }

    List<Module.Site> all() {
        return new ArrayList<>(numbers.keySet());
    }

    /** The statuses, in ascending order, of the exceptions that are of one of these classes. Right when all functions are built. */
    List<Integer> statuses(List<ExceptionClass> classes) {
        var found = new ArrayList<Integer>();
        Exceptions.CODES.forEach((code, name) -> {
            if (matches(new ExceptionClass(name, -1, List.of()), classes)) found.add(code);
        });
        numbers.forEach((site, number) -> {
            if (!site.isCall() && matches(raised.get(number), classes)) found.add(number);
        });
        found.sort(null);
        return found;
    }

    private static boolean matches(ExceptionClass raised, List<ExceptionClass> classes) {
        return Stream.concat(Stream.of(raised.key()), raised.bases().stream())
                .anyMatch(one ->
                        classes.stream().anyMatch(c -> c.key().equals(one) || Exceptions.isSubclass(one, c.key())));
    }
}
