package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/** Values in the eight-byte slots that kernels and hosts share: a number takes one, a complex number two, an array 2 + 2 * rank. */
final class Packing {
    private final Code code;
    private final Values values;
    private final String access;

    Packing(Code code, Values values) {
        this(code, values, "");
    }

    /** With what LLVM is told of each access: that the slots are a list's, say. */
    Packing(Code code, Values values, String access) {
        this.code = code;
        this.values = values;
        this.access = access;
    }

    /** Puts a value's leaves into the slots from `at` on; returns where the next begins. */
    int pack(Type type, List<String> leaves, String slots, int at) {
        int next = at;
        if (!(type instanceof Type.Array a)) {
            for (String leaf : leaves) {
                store(Slots.type(type), Slots.widen(code, type, leaf), slots, next++);
            }
            return next;
        }
        Place p = values.places().of(a, leaves);
        store("ptr", p.owner(), slots, next++);
        store("ptr", p.data(), slots, next++);
        for (String length : p.shape()) {
            store("i64", length, slots, next++);
        }
        for (String stride : p.strides()) {
            store("i64", stride, slots, next++);
        }
        return next;
    }

    /** The leaves of a value in the slots from `at` on. */
    List<String> unpack(Type type, String slots, int at) {
        var leaves = new ArrayList<String>();
        if (!(type instanceof Type.Array a)) {
            for (String _ : Values.leafTypes(type)) {
                leaves.add(Slots.narrow(code, type, load(Slots.type(type), slots, at + leaves.size(), "")));
            }
            return leaves;
        }
        List<String> types = Places.leafTypes(a);
        for (int i = 0; i < types.size(); i++) {
            boolean length = i >= 2 && i < 2 + Places.unknownLengths(a);
            // Without the lengths that the type knows, strides still come after all lengths.
            int from = i < 2 + Places.unknownLengths(a) ? i : i - Places.unknownLengths(a) + a.rank();
            leaves.add(load(types.get(i), slots, at + from, length ? DebugInfo.LENGTH : ""));
        }
        return leaves;
    }

    private void store(String type, String x, String slots, int slot) {
        code.line("store ", type, " ", x, ", ptr ", Slots.address(code, slots, slot), ", align 8", access);
    }

    private String load(String type, String slots, int slot, String range) {
        String from = Slots.address(code, slots, slot);
        return code.let("load ", type, ", ptr ", from, ", align 8", range, access);
    }
}
