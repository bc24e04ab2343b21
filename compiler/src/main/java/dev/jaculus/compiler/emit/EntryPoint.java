package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one function that hosts see: {@code i32 jaculus_entry(slots of the arguments, slots of the results, env)}. It unpacks, calls the kernel, packs,
 * and frees what the call leaves.
 */
final class EntryPoint {
    static final String SYMBOL = "jaculus_entry";

    private static final int SMALL = 100;

    private final Code code = new Code();
    private final Values values = new Values(code);
    private final Packing packing = new Packing(code, values);
    private final Module module;
    private final Function kernel;
    private final Runtime runtime;
    private final DebugInfo debug;

    EntryPoint(Module module, Runtime runtime, DebugInfo debug) {
        this.module = module;
        this.kernel = module.entry();
        this.runtime = runtime;
        this.debug = debug;
    }

    void write(StringBuilder out) {
        out.append(
                "define i32 @" + SYMBOL
                        + "(ptr noalias nocapture readonly %args, ptr noalias nocapture writeonly %results, ptr %env) nounwind");
        out.append(debug.entry(kernel.scope(), SYMBOL)).append(" {\n");
        code.at(debug.start());
        LineCounters.begin(code, runtime, module, "%env");
        call();
        out.append(code.finish()).append("}\n\n");
    }

    private void call() {
        var args = new StringBuilder();
        int at = 0;
        for (Value p : kernel.body().params()) {
            at = argument(p, at);
        }
        List<String> leaves = values.leaves(kernel.body().params());
        List<String> types = Values.leafTypes(kernel.body().params());
        for (int i = 0; i < leaves.size(); i++) {
            args.append(types.get(i)).append(' ').append(leaves.get(i)).append(", ");
        }
        var given = new Results(kernel.results());
        if (runtime.recurses()) {
            code.line(
                    "call i32 ",
                    runtime.lookAtStack(),
                    "(ptr %env)"); // the env's last call may have been on another thread
        }
        String slots = given.types().isEmpty() || given.direct() ? "null" : code.slot(given.slots());
        String name = Spelling.function(kernel.name());
        // Inlined here, a large kernel would go through LLVM's simplifications a second time; the call costs a
        // nanosecond.
        String apart = operations(kernel.body()) > SMALL ? " noinline" : "";
        String call = code.let(
                "call ", given.returned(), " ", name, "(", args.toString(), "ptr %env, ptr ", slots, ")", apart);
        String status = given.status(code, call);
        String ok = code.let("icmp eq i32 ", status, ", 0");
        code.end("br i1 ", ok, ", label %good, label %bad", DebugInfo.UNLIKELY);
        code.start("good");
        results(given, call, slots);
        if (lists().anyMatch(list -> Layout.of(list.item()).references() != 0)) leaveLists(0);
        sweep();
        code.end("ret i32 0");
        code.start("bad"); // the host sweeps: the exception's arguments may lie in the call's blocks
        if (lists().findAny().isPresent()) leaveLists(1);
        code.end("ret i32 ", status);
    }

    /** The types of the host's lists: what the kernel put into them outlives the call. */
    private Stream<Type.ListOf> lists() {
        return kernel.body().params().stream()
                .map(Value::type)
                .filter(Type.ListOf.class::isInstance)
                .map(Type.ListOf.class::cast);
    }

    private void leaveLists(int failed) {
        code.line("call void ", runtime.leaveLists(), "(ptr %env, i32 ", Integer.toString(failed), ")");
    }

    private static int operations(Region region) {
        int count = region.body().size();
        for (Instruction i : region.body()) {
            for (Region inner : Ops.regions(i.op())) {
                count += operations(inner);
            }
        }
        return count;
    }

    private void sweep() {
        if (runtime.allocates()) {
            code.line("call void ", runtime.sweep(), "(ptr %env)");
        }
    }

    /** Unpacks a parameter from the slots that begin at `at`; returns where the next begins. */
    private int argument(Value p, int at) {
        values.settle(p, packing.unpack(p.type(), "%args", at));
        return at + Layout.slots(p.type());
    }

    private void results(Results given, String call, String slots) {
        var leaves = new ArrayList<String>();
        for (int i = 0; i < given.types().size(); i++) {
            leaves.add(
                    given.direct()
                            ? given.leaf(code, call, i)
                            : Results.load(code, given.types().get(i), Slots.address(code, slots, i)));
        }
        int from = 0, to = 0;
        for (Type t : kernel.results()) {
            int count = Values.leafTypes(t).size();
            to = result(t, leaves.subList(from, from + count), to);
            from += count;
        }
    }

    /** Packs a result into the slots from `at` on; returns where the next begins. */
    private int result(Type type, List<String> leaves, int at) {
        if (Layout.isPointer(type) || (type instanceof Type.Array && runtime.allocates())) {
            code.line("call void ", runtime.escape(), "(ptr %env, ptr ", leaves.getFirst(), ")");
        }
        return packing.pack(type, leaves, "%results", at);
    }
}
