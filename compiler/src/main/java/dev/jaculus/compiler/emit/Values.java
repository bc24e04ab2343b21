package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The LLVM operands that the values of one function are: one for a scalar, two for a complex number, and the leaves of an array. */
final class Values {
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Integer, List<String>> parts = new HashMap<>();
    private final Places places;

    Values(Code code) {
        this.places = new Places(code);
    }

    Places places() {
        return places;
    }

    /** The operand of a scalar. */
    String name(Value scalar) {
        return names.get(scalar.id());
    }

    void name(Value scalar, String operand) {
        names.put(scalar.id(), operand);
    }

    /** The real and the imaginary part of a complex number. */
    List<String> parts(Value complex) {
        return parts.get(complex.id());
    }

    void parts(Value complex, String real, String imaginary) {
        parts.put(complex.id(), List.of(real, imaginary));
    }

    static List<String> leafTypes(Type type) {
        return switch (type) {
            case Type.Array a -> Places.leafTypes(a);
            case Type.Complex c -> List.of(Spelling.type(c.part()), Spelling.type(c.part()));
            default -> List.of(Spelling.type(type));
        };
    }

    static List<String> leafTypes(List<Value> values) {
        var types = new ArrayList<String>();
        values.forEach(v -> types.addAll(leafTypes(v.type())));
        return types;
    }

    List<String> leaves(List<Value> values) {
        var operands = new ArrayList<String>();
        for (Value v : values) {
            switch (v.type()) {
                case Type.Array _ -> operands.addAll(places.leaves(v));
                case Type.Complex _ -> operands.addAll(parts(v));
                default -> operands.add(name(v));
            }
        }
        return operands;
    }

    /** New names for the leaves of a parameter or of what a phi gives; {@link #settle} makes the value known by them. */
    List<String> define(Value v) {
        int leaves = leafTypes(v.type()).size();
        if (leaves == 1) {
            return List.of("%v" + v.id());
        }
        var operands = new ArrayList<String>();
        for (int i = 0; i < leaves; i++) {
            operands.add("%v" + v.id() + "." + i);
        }
        return operands;
    }

    /** Makes a value known by its leaves. An array may need instructions for its strides, so this comes after all phis. */
    void settle(Value v, List<String> leaves) {
        switch (v.type()) {
            case Type.Array a -> places.put(v, places.of(a, leaves));
            case Type.Complex _ -> parts(v, leaves.getFirst(), leaves.getLast());
            default -> name(v, leaves.getFirst());
        }
    }

    /** Makes values known by their leaves, one after the other. */
    void put(List<Value> values, List<String> leaves) {
        int from = 0;
        for (Value v : values) {
            int count = leafTypes(v.type()).size();
            settle(v, leaves.subList(from, from + count));
            from += count;
        }
    }
}
