package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Exceptions on their way to a handler of the same function, and from it. */
final class Handlers {
    /** Bytes of a jac_exception. */
    private static final int ROOM = 520;

    private final Module module;
    private final Code code;
    private final Values values;
    private final Runtime runtime;
    private final Map<Integer, String> rooms = new HashMap<>();

    Handlers(Module module, Code code, Values values, Runtime runtime) {
        this.module = module;
        this.code = code;
        this.values = values;
        this.runtime = runtime;
    }

    void emit(Op op) {
        switch (op) {
            case Op.Thrown t -> {
                if (module.sites().get(t.site() - 1).isCall()) trace(t.site());
                else {
                    // The variables may end before the exception does; what is too much is freed when the kernel ends.
                    for (Value v : t.arguments()) if (v.type() instanceof Type.Array) retain(v);
                    arguments(t.arguments());
                }
            }
            case Op.Caught c -> values.name(c.out(), any(values.name(c.status()), c.statuses()));
            case Op.Handle h -> call("jac_handle", h.status(), h.room());
            case Op.Resume r -> {
                if (r.room() >= 0) call("jac_resume", r.status(), r.room());
            }
            default -> throw new IllegalArgumentException("no part of a handler: " + op);
        }
    }

    /** Puts an exception's run-time arguments where the host finds them. */
    void arguments(List<Value> arguments) {
        if (arguments.isEmpty()) return;
        String slots = code.let("call ptr ", runtime.arguments(), "(ptr %env)");
        var packing = new Packing(code, values);
        int at = 0;
        if (arguments.stream().anyMatch(v -> v.type() instanceof Type.Array)) {
            code.line("call void ", runtime.keep(), "(ptr %env)");
        }
        for (Value v : arguments) at = packing.pack(v.type(), values.leaves(List.of(v)), slots, at);
    }

    private void retain(Value array) {
        code.line(
                "call void ",
                runtime.retain(),
                "(ptr ",
                values.places().get(array).owner(),
                ")");
    }

    /** Notes the call site that an exception passes; 0 is none. */
    void trace(int site) {
        if (site == 0) return;
        code.line("call void ", runtime.trace(), "(ptr %env, i32 ", Integer.toString(site), ")");
    }

    /** Comparisons with runs of numbers; LLVM makes a switch of many. */
    private String any(String status, List<Integer> statuses) {
        String found = null;
        for (int from = 0; from < statuses.size(); ) {
            int to = from + 1;
            while (to < statuses.size() && statuses.get(to) == statuses.get(to - 1) + 1) to++;
            String first = Integer.toString(statuses.get(from));
            String here = to == from + 1
                    ? code.let("icmp eq i32 ", status, ", ", first)
                    : code.let(
                            "icmp ult i32 ",
                            code.let("sub i32 ", status, ", ", first),
                            ", ",
                            Integer.toString(to - from));
            found = found == null ? here : code.let("or i1 ", found, ", ", here);
            from = to;
        }
        return found == null ? "false" : found;
    }

    private void call(String function, Value status, int room) {
        String at = room < 0 ? "null" : rooms.computeIfAbsent(room, _ -> code.slot("[" + ROOM / 8 + " x i64]"));
        code.line("call void ", runtime.handler(function), "(ptr %env, i32 ", values.name(status), ", ptr ", at, ")");
    }
}
