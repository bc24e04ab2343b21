package dev.jaculus.compiler.emit;

import java.util.ArrayList;
import java.util.List;

/** Where an array is, as LLVM operands: its block (or the host's handle), its first element, lengths, and strides in bytes. */
record Place(String owner, String data, List<String> shape, List<String> strides) {
    /** The owner of constant data. */
    static final String NOBODY = "null";
    /** The owner of an array variable that nothing was assigned to: odd, and no handle of a host's. */
    static final String UNBOUND = "inttoptr (i64 -1 to ptr)";

    /** What lies in an array's slots. */
    List<String> parts() {
        var parts = new ArrayList<>(List.of(owner, data));
        parts.addAll(shape);
        parts.addAll(strides);
        return parts;
    }

    Place {
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
    }
}
