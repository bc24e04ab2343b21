package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Generators. A body is one of LLVM's coroutines, {@code ptr name(leaves of the arguments…, ptr env, ptr generator)}: the call makes its frame, and each
 * later entry, through the frame, runs it up to its next suspension. What it leaves there is in the generator, see jac_generator in jaculus.h.
 */
final class Generators {
    /** A body's own generator. */
    static final String OWN = "%generator";

    /** Where a jac_generator in its block has its parts. */
    private static final int STATE = Runtime.DATA,
            STATUS = STATE + 4,
            FRAME = STATE + 8,
            RESUME = STATE + 16,
            ENV = STATE + 24,
            ITEM = STATE + 48;

    private static final String ENDED = "2", CLOSING = "3";

    private final Code code;
    private final Values values;
    private final Control control;
    private final Runtime runtime;
    private final Results returns;
    private final Packing packing;

    Generators(Code code, Values values, Control control, Runtime runtime, Results returns) {
        this.code = code;
        this.values = values;
        this.control = control;
        this.runtime = runtime;
        this.returns = returns;
        this.packing = new Packing(code, values);
    }

    // The body.

    /** The call: makes the frame and waits at the body's begin. */
    void begin() {
        String id = runtime.intrinsic(
                "llvm.coro.id", "token @llvm.coro.id(i32, ptr readnone, ptr nocapture readonly, ptr)");
        String size = runtime.intrinsic("llvm.coro.size.i64", "i64 @llvm.coro.size.i64()");
        String begin = runtime.intrinsic("llvm.coro.begin", "ptr @llvm.coro.begin(token, ptr writeonly)");
        code.line("%coro.id = call token ", id, "(i32 0, ptr null, ptr null, ptr null)");
        String bytes = code.let("call i64 ", size, "()");
        String memory = code.let("call ptr ", runtime.generatorFrame(), "(ptr ", OWN, ", i64 ", bytes, ")");
        String none = code.let("icmp eq ptr ", memory, ", null");
        code.end("br i1 ", none, ", label %coro.none, label %coro.begin", DebugInfo.UNLIKELY);
        code.start("coro.begin");
        code.line("%coro.frame = call ptr ", begin, "(token %coro.id, ptr ", memory, ")");
        // For LLVM a frame that nobody but the coroutine sees is as good as gone.
        code.line("store ptr %coro.frame, ptr ", part(OWN, FRAME), ", align 8");
        code.line("store ptr ", runtime.resume(), ", ptr ", part(OWN, RESUME), ", align 8");
        String wanted = pause();
        control.guard(wanted, () -> returns.fail(code, "0"));
    }

    /** Leaves the items in the generator, and goes on when somebody asks for more. */
    void suspend(Op.Suspend s) {
        String items = part(OWN, ITEM);
        int at = 0;
        for (Value v : s.values()) {
            at = packing.pack(v.type(), values.leaves(List.of(v)), items, at);
        }
        values.name(s.wanted(), pause());
    }

    /** Waits; gives whether to go on. */
    private String pause() {
        String suspend = runtime.intrinsic("llvm.coro.suspend", "i8 @llvm.coro.suspend(token, i1)");
        String went = code.let("call i8 ", suspend, "(token none, i1 false)");
        String on = code.fresh("resume");
        code.end("switch i8 ", went, ", label %coro.leave [ i8 0, label %" + on, " i8 1, label %coro.leave ]");
        code.start(on);
        String state = code.let("load i32, ptr ", part(OWN, STATE), ", align 8");
        return code.let("icmp ne i32 ", state, ", ", CLOSING);
    }

    /** The body has ended with this status. */
    static void end(Code code, String status) {
        code.line("store i32 ", status, ", ptr ", part(code, OWN, STATUS), ", align 4");
        code.line("store i32 ", ENDED, ", ptr ", part(code, OWN, STATE), ", align 4");
        code.end("br label %coro.leave");
    }

    /** What all ways out of the body share. */
    void finish() {
        String end = runtime.intrinsic("llvm.coro.end", "i1 @llvm.coro.end(ptr, i1, token)");
        code.start("coro.leave");
        code.let("call i1 ", end, "(ptr %coro.frame, i1 false, token none)");
        code.end("ret ptr %coro.frame");
        code.start("coro.none");
        code.end("ret ptr null");
    }

    // Who has one.

    void make(Op.Generate g, Module module) {
        Function body = module.functions().stream()
                .filter(f -> f.name().equals(g.callee()))
                .findFirst()
                .orElseThrow();
        long held = g.args().stream().filter(v -> Layout.isPointer(v.type())).count();
        String slots = Integer.toString(Layout.slots(body.results()));
        String made = code.let(
                "call ptr ", runtime.newGenerator(), "(ptr %env, i64 ", slots, ", i64 ", Long.toString(held), ")");
        orNoMemory(made);
        String env = code.let("load ptr, ptr ", part(made, ENV), ", align 8");
        LineCounters.begin(code, runtime, module, env);
        var args = new StringBuilder();
        for (Value v : g.args()) {
            List<String> leaves = new ArrayList<>(values.leaves(List.of(v)));
            List<String> types = Values.leafTypes(v.type());
            if (v.type() instanceof Type.Array) leaves.set(0, proxy(env, leaves.getFirst()));
            if (Layout.isPointer(v.type())) {
                code.line("call void ", runtime.hold(), "(ptr ", made, ", ptr ", leaves.getFirst(), ")");
            }
            for (int i = 0; i < types.size(); i++) {
                args.append(types.get(i)).append(' ').append(leaves.get(i)).append(", ");
            }
        }
        String name = Spelling.function(g.callee());
        orNoMemory(code.let("call ptr ", name, "(", args.toString(), "ptr ", env, ", ptr ", made, ")"));
        values.name(g.out(), made);
    }

    void advance(Op.Advance a) {
        String generator = values.name(a.generator());
        values.name(a.status(), code.let("call i32 ", runtime.nextItem(), "(ptr %env, ptr ", generator, ")"));
        String state = code.let("load i32, ptr ", part(generator, STATE), ", align 8");
        values.name(a.more(), code.let("icmp ne i32 ", state, ", ", ENDED));
    }

    /** Arrays come with proxies, lists as copies, which live here, however long the generator does. */
    void current(Op.Current c) {
        String items = part(values.name(c.generator()), ITEM);
        int at = 0;
        for (Value v : c.outs()) {
            List<String> leaves = new ArrayList<>(packing.unpack(v.type(), items, at));
            if (v.type() instanceof Type.Array) leaves.set(0, proxy("%env", leaves.getFirst()));
            if (v.type() instanceof Type.ListOf) leaves.set(0, copy(leaves.getFirst()));
            if (v.type() instanceof Type.Instance) keep(leaves.getFirst());
            values.settle(v, leaves);
            at += Layout.slots(v.type());
        }
    }

    /** An object is the same for everyone: it outlives the generator in which it was made. */
    private void keep(String object) {
        code.line("call void ", runtime.escape(), "(ptr %env, ptr ", object, ")");
        code.line("call void ", runtime.retain(), "(ptr ", object, ")");
    }

    private String copy(String list) {
        String copy = code.let("call ptr ", runtime.copyList(), "(ptr %env, ptr ", list, ")");
        orNoMemory(copy);
        return copy;
    }

    private String proxy(String env, String owner) {
        if (owner.equals(Place.NOBODY) || owner.equals(Place.UNBOUND)) return owner;
        String proxy = code.let("call ptr ", runtime.proxy(), "(ptr ", env, ", ptr ", owner, ")");
        String none = code.let("icmp eq ptr ", proxy, ", null");
        String wanted = code.let("icmp ne ptr ", owner, ", null");
        String lacks = code.let("and i1 ", none, ", ", wanted);
        control.guard(code.let("xor i1 ", lacks, ", true"), () -> returns.fail(code, "-1"));
        return proxy;
    }

    private void orNoMemory(String pointer) {
        control.guard(code.let("icmp ne ptr ", pointer, ", null"), () -> returns.fail(code, "-1"));
    }

    private String part(String generator, int offset) {
        return part(code, generator, offset);
    }

    private static String part(Code code, String generator, int offset) {
        return code.let("getelementptr inbounds i8, ptr ", generator, ", i64 ", Integer.toString(offset));
    }
}
