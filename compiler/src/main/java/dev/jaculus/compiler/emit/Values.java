package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The LLVM operands that the values of one function are: one for a scalar, and the leaves of an array. */
final class Values {
    private final Map<Integer, String> names = new HashMap<>();
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

    static List<String> leafTypes(Type type) {
        return type instanceof Type.Array a ? Places.leafTypes(a) : List.of(Spelling.type(type));
    }

    static List<String> leafTypes(List<Value> values) {
        var types = new ArrayList<String>();
        values.forEach(v -> types.addAll(leafTypes(v.type())));
        return types;
    }

    List<String> leaves(List<Value> values) {
        var operands = new ArrayList<String>();
        for (Value v : values) {
            if (v.type() instanceof Type.Array) {
                operands.addAll(places.leaves(v));
            } else {
                operands.add(name(v));
            }
        }
        return operands;
    }

    /** New names for the leaves of a parameter or of what a phi gives; {@link #settle} makes the value known by them. */
    List<String> define(Value v) {
        if (!(v.type() instanceof Type.Array a)) {
            return List.of("%v" + v.id());
        }
        var operands = new ArrayList<String>();
        for (int i = 0; i < Places.leafTypes(a).size(); i++) {
            operands.add("%v" + v.id() + "." + i);
        }
        return operands;
    }

    /** Makes a value known by its leaves. An array may need instructions for its strides, so this comes after all phis. */
    void settle(Value v, List<String> leaves) {
        if (v.type() instanceof Type.Array a) {
            places.put(v, places.of(a, leaves));
        } else {
            name(v, leaves.getFirst());
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
