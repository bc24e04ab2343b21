package dev.jaculus.compiler.ir;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The records below a sealed interface without anything in them, found by their classes: none can be forgotten. */
final class Prototypes {
    private Prototypes() {}

    /** All records below it. */
    static Stream<Class<?>> records(Class<?> sealed) {
        if (sealed.isRecord()) return Stream.of(sealed);
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(Prototypes::records)
                .distinct();
    }

    /** An empty record of each, by its name; where the name depends on a component, one of each name. */
    static <T> Map<String, T> byName(Class<T> sealed, Function<T, String> name) {
        var all = new HashMap<String, T>();
        records(sealed)
                .flatMap(Prototypes::empty)
                .map(sealed::cast)
                .forEach(each -> all.putIfAbsent(name.apply(each), each));
        return all;
    }

    /** Its records without operands: one of each of its kinds. */
    private static Stream<Object> empty(Class<?> type) {
        var rows = List.of(List.of());
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent c : components) {
            var longer = new ArrayList<List<Object>>();
            for (List<Object> row : rows) {
                for (Object value : values(c.getType())) {
                    var with = new ArrayList<>(row);
                    with.add(value);
                    longer.add(with);
                }
            }
            rows = longer;
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return rows.stream().map(row -> construct(type, types, row));
    }

    private static Object construct(Class<?> type, Class<?>[] types, List<Object> row) {
        try {
            return type.getDeclaredConstructor(types).newInstance(row.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<?> values(Class<?> type) {
        if (type.isEnum()) return List.of(type.getEnumConstants());
        if (type == boolean.class) return List.of(false, true);
        if (type == int.class) return List.of(0);
        if (type == long.class) return List.of(0L);
        return Arrays.asList((Object) null);
    }
}
