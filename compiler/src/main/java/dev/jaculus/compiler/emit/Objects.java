package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.ObjectClass;
import java.util.List;

/**
 * Writes the operations of objects. An object is the block that holds its jac_object (jaculus.h): its fields are slots. LLVM is told that a store to an
 * element never changes a field.
 */
final class Objects {
    private static final int SLOTS = Runtime.DATA + ObjectClass.SLOTS;

    private final Code code;
    private final Values values;
    private final Control control;
    private final Runtime runtime;
    private final Results results;
    private final Packing packing;

    Objects(Code code, Values values, Control control, Runtime runtime, DebugInfo debug, Results results) {
        this.code = code;
        this.values = values;
        this.control = control;
        this.runtime = runtime;
        this.results = results;
        this.packing = new Packing(code, values, debug.header());
    }

    void fresh(Op.New n) {
        String object = code.let(
                "call ptr ",
                runtime.newObject(),
                "(ptr %env, i64 ",
                Integer.toString(n.slots()),
                ", ptr ",
                masks(n),
                ")");
        control.guard(code.let("icmp ne ptr ", object, ", null"), () -> results.fail(code, "-1"));
        values.name(n.out(), object);
    }

    /** Where a bit for each slot lies that counts as a reference. */
    private String masks(Op.New n) {
        int words = (n.slots() + 63) / 64;
        if (words == 0) return "null";
        String room = code.slot("[" + words + " x i64]");
        for (int i = 0; i < words; i++) {
            int word = i;
            long mask = n.references().stream()
                    .filter(slot -> slot / 64 == word)
                    .mapToLong(slot -> 1L << slot % 64)
                    .reduce(0, (a, b) -> a | b);
            code.line("store i64 ", Long.toString(mask), ", ptr ", Slots.address(code, room, i), ", align 8");
        }
        return room;
    }

    void get(Op.FieldGet g) {
        String from = slots(g.object());
        int at = g.slot();
        for (Value out : g.outs()) {
            List<String> leaves = packing.unpack(out.type(), from, at);
            if (Layout.isPointer(out.type())) leaves = List.of(orUnbound(leaves.getFirst()));
            values.settle(out, leaves);
            if (Layout.isReference(out.type()) && !g.borrowed()) {
                code.line("call void ", runtime.retain(), "(ptr ", leaves.getFirst(), ")");
            }
            at += Layout.slots(out.type());
        }
    }

    /** A field that nobody has set is 0. */
    private String orUnbound(String pointer) {
        String nothing = code.let("icmp eq ptr ", pointer, ", null");
        return code.let("select i1 ", nothing, ", ptr ", Place.UNBOUND, ", ptr ", pointer);
    }

    void set(Op.FieldSet s) {
        String to = slots(s.object());
        int at = s.slot();
        for (Value value : s.values()) {
            List<String> leaves = values.leaves(List.of(value));
            if (Layout.isReference(value.type())) {
                reference(s.object(), at, leaves.getFirst());
                packing.packBehindReference(value.type(), leaves, to, at);
            } else {
                packing.pack(value.type(), leaves, to, at);
            }
            at += Layout.slots(value.type());
        }
    }

    private void reference(Value object, int at, String owner) {
        String failed = code.let(
                "call i32 ",
                runtime.setReference(),
                "(ptr %env, ptr ",
                values.name(object),
                ", i64 ",
                Integer.toString(at),
                ", ptr ",
                owner,
                ")");
        control.guard(code.let("icmp eq i32 ", failed, ", 0"), () -> results.fail(code, "-1"));
    }

    void same(Op.SameObject s) {
        values.name(s.out(), code.let("icmp eq ptr ", values.name(s.left()), ", ", values.name(s.right())));
    }

    private String slots(Value object) {
        return code.let("getelementptr inbounds i8, ptr ", values.name(object), ", i64 ", Integer.toString(SLOTS));
    }
}
