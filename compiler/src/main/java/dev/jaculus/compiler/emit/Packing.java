package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/** Values of the IR in the eight-byte slots that kernels and hosts share, as their {@link Layout} says. */
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
        return pack(type, leaves, slots, at, 0);
    }

    /** The same for a value whose reference is in the first of its slots already. */
    void packBehindReference(Type type, List<String> leaves, String slots, int at) {
        pack(type, leaves, slots, at, 1);
    }

    private int pack(Type type, List<String> leaves, String slots, int at, int first) {
        List<String> parts =
                type instanceof Type.Array a ? values.places().of(a, leaves).parts() : leaves;
        List<Layout.Slot> kinds = Layout.of(type).slots();
        for (int i = first; i < kinds.size(); i++) {
            String to = Slots.address(code, slots, at + i);
            String x = Slots.widen(code, type, parts.get(i));
            code.line("store ", Slots.type(kinds.get(i)), " ", x, ", ptr ", to, ", align 8", access);
        }
        return at + kinds.size();
    }

    /** The leaves of a value in the slots from `at` on. */
    List<String> unpack(Type type, String slots, int at) {
        var leaves = new ArrayList<String>();
        List<Layout.Slot> kinds = Layout.of(type).slots();
        for (int i = 0; i < kinds.size(); i++) {
            // What an array's type knows of it is not read.
            if (type instanceof Type.Array a && !Places.isLeaf(a, i)) continue;
            String range = type instanceof Type.Array a && Places.isLength(a, i) ? DebugInfo.LENGTH : "";
            String from = Slots.address(code, slots, at + i);
            String x = code.let("load ", Slots.type(kinds.get(i)), ", ptr ", from, ", align 8", range, access);
            leaves.add(Slots.narrow(code, type, x));
        }
        return leaves;
    }
}
