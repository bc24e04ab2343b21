package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the operations of lists. A list is the block that holds its jac_list (jaculus.h): length, capacity, where the items are. A store to an
 * item never changes those, and LLVM is told so: it reads them once before a loop that changes items only.
 */
final class Lists {
    private static final int LENGTH = Runtime.DATA;
    private static final int CAPACITY = Runtime.DATA + 8;
    private static final int ITEMS = Runtime.DATA + 16;

    private final Code code;
    private final Values values;
    private final Control control;
    private final Scalars scalars;
    private final Runtime runtime;
    private final DebugInfo debug;
    private final Results results;
    private final Packing packing;

    Lists(
            Code code,
            Values values,
            Control control,
            Scalars scalars,
            Runtime runtime,
            DebugInfo debug,
            Results results) {
        this.code = code;
        this.values = values;
        this.control = control;
        this.scalars = scalars;
        this.runtime = runtime;
        this.debug = debug;
        this.results = results;
        this.packing = new Packing(code, values, debug.item());
    }

    void fresh(Op.ListNew l) {
        Type item = ((Type.ListOf) l.out().type()).item();
        String list = code.let(
                "call ptr ",
                runtime.newList(),
                "(ptr %env, i64 ",
                Integer.toString(Layout.itemBytes(item)),
                ", i64 ",
                Long.toString(Layout.of(item).references()),
                ", i64 ",
                values.name(l.room()),
                ")");
        control.guard(code.let("icmp ne ptr ", list, ", null"), () -> results.fail(code, "-1"));
        values.name(l.out(), list);
    }

    void length(Op.ListLength l) {
        String from = field(l.list(), LENGTH);
        values.name(l.out(), code.let("load i64, ptr ", from, ", align 8", DebugInfo.LENGTH, debug.header()));
    }

    /**
     * Where nothing ends with an item, the length is all that changes; it is stored after the room was made, so that LLVM knows it
     * on every path and keeps it in a register while a loop appends.
     */
    void resize(Op.ListResize l) {
        String list = values.name(l.list());
        String length = values.name(l.length());
        if (Layout.of(((Type.ListOf) l.list().type()).item()).references() != 0) {
            call(runtime.resizeList(), list, length);
            return;
        }
        String capacity = code.let("load i64, ptr ", field(l.list(), CAPACITY), ", align 8", debug.header());
        String fits = code.let("icmp sle i64 ", length, ", ", capacity);
        String grow = code.fresh("grow"), next = code.fresh("room");
        code.end("br i1 ", fits, ", label %", next, ", label %", grow, DebugInfo.UNLIKELY);
        code.start(grow);
        call(runtime.reserveList(), list, length);
        code.end("br label %", next);
        code.start(next);
        code.line("store i64 ", length, ", ptr ", field(l.list(), LENGTH), ", align 8", debug.header());
    }

    private void call(String function, String list, String length) {
        String failed = code.let("call i32 ", function, "(ptr %env, ptr ", list, ", i64 ", length, ")");
        control.guard(code.let("icmp eq i32 ", failed, ", 0"), () -> results.fail(code, "-1"));
    }

    void same(Op.SameList s) {
        values.name(s.out(), code.let("icmp eq ptr ", values.name(s.left()), ", ", values.name(s.right())));
    }

    void get(Op.ListGet l) {
        Type item = ((Type.ListOf) l.list().type()).item();
        String from = item(l.list(), l.index());
        if (item instanceof Type.Complex c) {
            String type = Spelling.type(c.part());
            String real = load(type, from, c.part().size());
            values.parts(
                    l.outs().getFirst(),
                    real,
                    load(type, imaginary(from, c.part()), c.part().size()));
            return;
        }
        if (Layout.isPacked(item)) {
            Type.Scalar type = (Type.Scalar) l.outs().getFirst().type();
            values.name(
                    l.outs().getFirst(), scalars.fromMemory(type, load(Spelling.inMemory(type), from, type.size())));
            return;
        }
        int at = 0;
        for (Value out : l.outs()) {
            List<String> leaves = packing.unpack(out.type(), from, at);
            values.settle(out, leaves);
            if (Layout.isReference(out.type())) {
                retain(leaves.getFirst());
            }
            at += Layout.slots(out.type());
        }
    }

    void set(Op.ListSet l) {
        Type item = ((Type.ListOf) l.list().type()).item();
        String to = item(l.list(), l.index());
        if (item instanceof Type.Complex c) {
            String type = Spelling.type(c.part());
            List<String> parts = values.parts(l.values().getFirst());
            store(type, parts.getFirst(), to, c.part().size());
            store(type, parts.getLast(), imaginary(to, c.part()), c.part().size());
            return;
        }
        if (Layout.isPacked(item)) {
            Type.Scalar type = (Type.Scalar) l.values().getFirst().type();
            String x = scalars.toMemory(type, values.name(l.values().getFirst()));
            store(Spelling.inMemory(type), x, to, type.size());
            return;
        }
        int at = 0;
        var ending = new ArrayList<String>(); // only after all is stored: what ends may be what is stored
        for (Value value : l.values()) {
            List<String> leaves = values.leaves(List.of(value));
            if (Layout.isReference(value.type())) {
                ending.add(load("ptr", Slots.address(code, to, at), 8));
                if (runtime.hasObjects()) {
                    leaves = new ArrayList<>(leaves);
                    leaves.set(0, kept(l.list(), leaves.getFirst()));
                } else {
                    retain(leaves.getFirst());
                }
            }
            at = packing.pack(value.type(), leaves, to, at);
        }
        for (String owner : ending) code.line("call void ", runtime.releaseList(), "(ptr %env, ptr ", owner, ")");
    }

    private String kept(Value list, String owner) {
        String kept =
                code.let("call ptr ", runtime.keepInList(), "(ptr %env, ptr ", values.name(list), ", ptr ", owner, ")");
        String done = code.let("icmp ne ptr ", kept, ", ", Place.UNBOUND);
        control.guard(done, () -> results.fail(code, "-1"));
        return kept;
    }

    /** The address of a complex number's imaginary part. */
    private String imaginary(String number, Type.Scalar part) {
        return code.let("getelementptr inbounds i8, ptr ", number, ", i64 ", Integer.toString(part.size()));
    }

    private void retain(String owner) {
        if (!owner.equals(Place.NOBODY)) code.line("call void ", runtime.retain(), "(ptr ", owner, ")");
    }

    private String item(Value list, Value index) {
        Type type = ((Type.ListOf) list.type()).item();
        String items = code.let("load ptr, ptr ", field(list, ITEMS), ", align 8", debug.header());
        String number = values.name(index);
        if (Layout.isPacked(type)) {
            return code.let(
                    "getelementptr inbounds ",
                    Spelling.inMemory((Type.Scalar) type),
                    ", ptr ",
                    items,
                    ", i64 ",
                    number);
        }
        String offset = code.let("mul nsw i64 ", number, ", ", Integer.toString(Layout.itemBytes(type)));
        return code.let("getelementptr inbounds i8, ptr ", items, ", i64 ", offset);
    }

    private String field(Value list, int offset) {
        return code.let("getelementptr inbounds i8, ptr ", values.name(list), ", i64 ", Integer.toString(offset));
    }

    private String load(String type, String from, int align) {
        return code.let("load ", type, ", ptr ", from, ", align ", Integer.toString(align), debug.item());
    }

    private void store(String type, String x, String to, int align) {
        code.line("store ", type, " ", x, ", ptr ", to, ", align ", Integer.toString(align), debug.item());
    }
}
