package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Leaves;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Value;
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
    }

    void fresh(Op.ListNew l) {
        Type item = ((Type.ListOf) l.out().type()).item();
        String list = code.let(
                "call ptr ",
                runtime.newList(),
                "(ptr %env, i64 ",
                Integer.toString(bytes(item)),
                ", i64 ",
                Long.toString(owners(item)),
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
        if (owners(((Type.ListOf) l.list().type()).item()) != 0) {
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
            getParts(l.outs().getFirst(), from, c.part().size());
            return;
        }
        if (isPacked(item)) {
            Type.Scalar type = (Type.Scalar) l.outs().getFirst().type();
            values.name(
                    l.outs().getFirst(), scalars.fromMemory(type, load(Spelling.inMemory(type), from, type.size())));
            return;
        }
        int at = 0;
        for (Value out : l.outs()) {
            switch (out.type()) {
                case Type.Array a -> {
                    var leaves = new ArrayList<String>();
                    for (int k : slots(a))
                        leaves.add(load(isPointer(k) ? "ptr" : "i64", Slots.address(code, from, at + k), 8));
                    values.settle(out, leaves);
                    retain(leaves.getFirst());
                }
                case Type.ListOf _ -> {
                    values.name(out, load("ptr", Slots.address(code, from, at), 8));
                    retain(values.name(out));
                }
                case Type.Complex _ -> getParts(out, Slots.address(code, from, at), 8);
                default -> {
                    String x = load(Slots.type(out.type()), Slots.address(code, from, at), 8);
                    values.name(out, Slots.narrow(code, out.type(), x));
                }
            }
            at += Packing.slots(List.of(out.type()));
        }
    }

    void set(Op.ListSet l) {
        Type item = ((Type.ListOf) l.list().type()).item();
        String to = item(l.list(), l.index());
        if (item instanceof Type.Complex c) {
            setParts(l.values().getFirst(), to, c.part().size());
            return;
        }
        if (isPacked(item)) {
            Type.Scalar type = (Type.Scalar) l.values().getFirst().type();
            String x = scalars.toMemory(type, values.name(l.values().getFirst()));
            store(Spelling.inMemory(type), x, to, type.size());
            return;
        }
        int at = 0;
        var ending = new ArrayList<String>(); // only after all is stored: what ends may be what is stored
        for (Value value : l.values()) {
            switch (value.type()) {
                case Type.Array a -> {
                    ending.add(load("ptr", Slots.address(code, to, at), 8));
                    Place place = values.places().get(value);
                    retain(place.owner());
                    store("ptr", place.owner(), Slots.address(code, to, at), 8);
                    store("ptr", place.data(), Slots.address(code, to, at + 1), 8);
                    for (int axis = 0; axis < a.rank(); axis++) {
                        store("i64", place.shape().get(axis), Slots.address(code, to, at + 2 + axis), 8);
                        store("i64", place.strides().get(axis), Slots.address(code, to, at + 2 + a.rank() + axis), 8);
                    }
                }
                case Type.ListOf _ -> {
                    ending.add(load("ptr", Slots.address(code, to, at), 8));
                    retain(values.name(value));
                    store("ptr", values.name(value), Slots.address(code, to, at), 8);
                }
                case Type.Complex _ -> setParts(value, Slots.address(code, to, at), 8);
                default -> {
                    String x = Slots.widen(code, value.type(), values.name(value));
                    store(Slots.type(value.type()), x, Slots.address(code, to, at), 8);
                }
            }
            at += Packing.slots(List.of(value.type()));
        }
        for (String owner : ending) code.line("call void ", runtime.releaseList(), "(ptr %env, ptr ", owner, ")");
    }

    /** A complex number's parts, so many bytes apart. */
    private void getParts(Value out, String from, int apart) {
        String type = Slots.type(out.type());
        String real = load(type, from, 4);
        values.parts(out, real, load(type, past(from, apart), 4));
    }

    private void setParts(Value complex, String to, int apart) {
        String type = Slots.type(complex.type());
        store(type, values.parts(complex).getFirst(), to, 4);
        store(type, values.parts(complex).getLast(), past(to, apart), 4);
    }

    private String past(String pointer, int bytes) {
        return code.let("getelementptr inbounds i8, ptr ", pointer, ", i64 ", Integer.toString(bytes));
    }

    private void retain(String owner) {
        if (!owner.equals(Place.NOBODY)) code.line("call void ", runtime.retain(), "(ptr ", owner, ")");
    }

    private String item(Value list, Value index) {
        Type type = ((Type.ListOf) list.type()).item();
        String items = code.let("load ptr, ptr ", field(list, ITEMS), ", align 8", debug.header());
        String number = values.name(index);
        if (isPacked(type)) {
            return code.let(
                    "getelementptr inbounds ",
                    Spelling.inMemory((Type.Scalar) type),
                    ", ptr ",
                    items,
                    ", i64 ",
                    number);
        }
        String offset = code.let("mul nsw i64 ", number, ", ", Integer.toString(bytes(type)));
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

    // How an item lies in its list.

    /** One number lies as in an array. */
    private static boolean isPacked(Type item) {
        return item instanceof Type.Scalar;
    }

    private static int bytes(Type item) {
        if (item instanceof Type.Scalar scalar) return scalar.size();
        return 8 * Packing.slots(Leaves.of(item));
    }

    /** The slots of an array that its leaves come from: the lengths and strides that its type knows are none. */
    private static List<Integer> slots(Type.Array type) {
        var slots = new ArrayList<>(List.of(0, 1));
        for (int axis = 0; axis < Places.unknownLengths(type); axis++) slots.add(2 + axis);
        if (type.layout() == Type.Layout.A)
            for (int axis = 0; axis < type.rank(); axis++) slots.add(2 + type.rank() + axis);
        return slots;
    }

    private static boolean isPointer(int slot) {
        return slot < 2;
    }

    /** A bit for each slot that is a reference. */
    static long owners(Type item) {
        long bits = 0;
        int at = 0;
        for (Type leaf : Leaves.of(item)) {
            if (Leaves.isReference(leaf)) bits |= 1L << at;
            at += Packing.slots(List.of(leaf));
        }
        return bits;
    }
}
