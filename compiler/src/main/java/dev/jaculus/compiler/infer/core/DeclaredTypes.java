package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Layout;
import dev.jaculus.compiler.types.TypeParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Types as users write them in texts: {@code "float64[:, ::1]"}, {@code "intp"}, {@code "UniTuple(int64, 2)"}. */
public final class DeclaredTypes {
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("intp", "int64"),
            Map.entry("uintp", "uint64"),
            Map.entry("int_", "int64"),
            Map.entry("uint", "uint64"),
            Map.entry("intc", "int32"),
            Map.entry("uintc", "uint32"),
            Map.entry("long_", "int64"),
            Map.entry("float_", "float64"),
            Map.entry("double", "float64"),
            Map.entry("boolean", "bool"),
            Map.entry("bool_", "bool"),
            Map.entry("b1", "bool"),
            Map.entry("i1", "int8"),
            Map.entry("i2", "int16"),
            Map.entry("i4", "int32"),
            Map.entry("i8", "int64"),
            Map.entry("u1", "uint8"),
            Map.entry("u2", "uint16"),
            Map.entry("u4", "uint32"),
            Map.entry("u8", "uint64"),
            Map.entry("f4", "float32"),
            Map.entry("f8", "float64"),
            Map.entry("c8", "complex64"),
            Map.entry("c16", "complex128"),
            Map.entry("string", "unicode_type"),
            Map.entry("void", "none"));

    private DeclaredTypes() {}

    public static Optional<Type> parse(String text) {
        String spelled = text.strip().replaceFirst("^(types|numba|nb)\\.", "");
        if (spelled.matches("(?i)optional\\(.*\\)")) {
            return parse(spelled.substring(spelled.indexOf('(') + 1, spelled.length() - 1))
                    .filter(item -> !(item instanceof Type.Optional))
                    .map(Type.Optional::new);
        }
        int open = spelled.indexOf('[');
        String name = open < 0 ? spelled : spelled.substring(0, open);
        Optional<Type> type = named(SHORT.getOrDefault(name, name));
        if (open < 0) {
            return type;
        }
        boolean closed = spelled.endsWith("]");
        return closed && type.isPresent() && type.get() instanceof Type.Scalar element
                ? array(element, spelled.substring(open + 1, spelled.length() - 1))
                : Optional.empty();
    }

    private static Optional<Type> named(String name) {
        try {
            return Optional.of(TypeParser.parse(name));
        } catch (TypeParser.NotAType e) {
            return Optional.empty();
        }
    }

    /** An array of these elements, by what stands in its brackets. */
    public static Optional<Type> array(Type.Scalar element, String inside) {
        List<String> axes = List.of(inside.replace(" ", "").split(",", -1));
        if (!axes.stream().allMatch(axis -> axis.equals(":") || axis.equals("::1"))) {
            return Optional.empty();
        }
        Layout layout =
                axes.getLast().equals("::1") ? Layout.C : axes.getFirst().equals("::1") ? Layout.F : Layout.A;
        return Optional.of(new Type.Array(element, axes.size(), layout));
    }
}
