package dev.jaculus.compiler.ir;

import java.util.List;

/** A nested run of operations. Only its last one is a {@link Op.Terminator}. */
public record Region(List<Value> params, List<Instruction> body) {
    public Region {
        params = List.copyOf(params);
        body = List.copyOf(body);
    }

    public Op.Terminator terminator() {
        return (Op.Terminator) body.getLast().op();
    }
}
