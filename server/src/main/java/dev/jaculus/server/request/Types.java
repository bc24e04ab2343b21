package dev.jaculus.server.request;

import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Layout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Types by their names, Numba's: {@code readonly array(float64, 2d, C)}. */
public final class Types {
    private static final Map<String, Type> BY_NAME = byName();

    private Types() {}

    private static Map<String, Type> byName() {
        Map<String, Type> types =
                Type.SCALARS.stream().collect(Collectors.toMap(Type.Scalar::toString, Function.identity()));
        types.put(Type.NONE.toString(), Type.NONE);
        return types;
    }

    /** Empty for a type that the compiler does not know (yet). */
    public static Optional<Type> of(String name) {
        Type simple = BY_NAME.get(name);
        if (simple != null || !name.endsWith(")")) {
            return Optional.ofNullable(simple);
        }
        int open = name.indexOf('(');
        List<String> inside = split(name.substring(open + 1, name.length() - 1));
        return switch (name.substring(0, open)) {
            case "array" -> array(inside, false);
            case "readonly array" -> array(inside, true);
            case "UniTuple" -> tuple(Collections.nCopies(Integer.parseInt(inside.get(1)), inside.getFirst()));
            case "Tuple" -> tuple(inside);
            default -> Optional.empty();
        };
    }

    /** Element, rank as {@code 2d}, layout, and perhaps the length of the last axis. */
    private static Optional<Type> array(List<String> parts, boolean readOnly) {
        int rank = Integer.parseInt(parts.get(1).substring(0, parts.get(1).length() - 1));
        int last = parts.size() > 3 ? Integer.parseInt(parts.get(3)) : 0;
        return of(parts.getFirst())
                .flatMap(element -> element instanceof Type.Scalar scalar
                        ? Optional.of(new Type.Array(scalar, rank, Layout.valueOf(parts.get(2)), readOnly, last))
                        : Optional.empty());
    }

    private static Optional<Type> tuple(List<String> names) {
        List<Type> items = new ArrayList<>();
        for (String name : names) {
            Optional<Type> item = of(name);
            if (item.isEmpty()) {
                return item;
            }
            items.add(item.get());
        }
        return Optional.of(new Type.Tuple(items));
    }

    /** At the commas outside of parentheses. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(start, at).strip());
                start = at + 1;
            }
        }
        String last = text.substring(start).strip();
        if (!last.isEmpty()) {
            parts.add(last);
        }
        return parts;
    }
}
