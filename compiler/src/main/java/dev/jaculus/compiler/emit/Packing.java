package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/** Values in the eight-byte slots that kernels and hosts share: a number takes one, a complex number two, an array 2 + 2 * rank. */
final class Packing {
    private final Code code;
    private final Values values;

    Packing(Code code, Values values) {
        this.code = code;
        this.values = values;
    }

    /** How many slots values of these types take. */
    static int slots(List<Type> types) {
        int slots = 0;
        for (Type t : types) {
            slots += t instanceof Type.Array a
                    ? 2 + 2 * a.rank()
                    : Values.leafTypes(t).size();
        }
        return slots;
    }

    /** Puts a value's leaves into the slots from `at` on; returns where the next begins. */
    int pack(Type type, List<String> leaves, String slots, int at) {
        if (!(type instanceof Type.Array a)) {
            int next = at;
            for (String leaf : leaves) {
                String x = Slots.widen(code, type, leaf);
                code.line(
                        "store ", Slots.type(type), " ", x, ", ptr ", Slots.address(code, slots, next++), ", align 8");
            }
            return next;
        }
        Place p = values.places().of(a, leaves);
        code.line("store ptr ", p.owner(), ", ptr ", Slots.address(code, slots, at), ", align 8");
        code.line("store ptr ", p.data(), ", ptr ", Slots.address(code, slots, at + 1), ", align 8");
        int next = at + 2;
        for (String length : p.shape()) {
            code.line("store i64 ", length, ", ptr ", Slots.address(code, slots, next++), ", align 8");
        }
        for (String stride : p.strides()) {
            code.line("store i64 ", stride, ", ptr ", Slots.address(code, slots, next++), ", align 8");
        }
        return next;
    }

    /** The leaves of a value in the slots from `at` on. */
    List<String> unpack(Type type, String slots, int at) {
        if (!(type instanceof Type.Array a)) {
            var parts = new ArrayList<String>();
            for (String _ : Values.leafTypes(type)) {
                String from = Slots.address(code, slots, at + parts.size());
                String x = code.let("load ", Slots.type(type), ", ptr ", from, ", align 8");
                parts.add(Slots.narrow(code, type, x));
            }
            return parts;
        }
        var leaves = new ArrayList<String>();
        List<String> types = Places.leafTypes(a);
        for (int i = 0; i < types.size(); i++) {
            boolean length = i >= 2 && i < 2 + Places.unknownLengths(a);
            // Without the lengths that the type knows, strides still come after all lengths.
            int from = i < 2 + Places.unknownLengths(a) ? i : i - Places.unknownLengths(a) + a.rank();
            String range = length ? DebugInfo.LENGTH : "";
            leaves.add(code.let(
                    "load ", types.get(i), ", ptr ", Slots.address(code, slots, at + from), ", align 8", range));
        }
        return leaves;
    }
}
