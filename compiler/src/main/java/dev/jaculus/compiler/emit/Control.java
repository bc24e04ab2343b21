package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Label;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Blocks, branches and loops. Each label of the IR is a {@link Join}, whose phis are written when the structure closes. */
final class Control {
    private final Map<Label, Join> joins = new HashMap<>();
    private final Code code;
    private final Values values;
    private final DebugInfo debug;
    /** Writes a region, and gives what it yields to the consumer. */
    private final BiConsumer<Region, Consumer<List<Value>>> regions;

    Control(Code code, Values values, DebugInfo debug, BiConsumer<Region, Consumer<List<Value>>> regions) {
        this.code = code;
        this.values = values;
        this.debug = debug;
        this.regions = regions;
    }

    void branch(Op.If i) {
        Join then = join("then"), orElse = join("else"), end = join("endif");
        code.end("br i1 ", values.name(i.condition()), ", label %", then.block(), ", label %", orElse.block());
        code.start(then.block());
        regions.accept(i.then(), given -> jump(end, given));
        code.start(orElse.block());
        regions.accept(i.orElse(), given -> jump(end, given));
        open(end, i.outs());
    }

    void block(Op.Block b) {
        Join end = join("end");
        joins.put(b.end(), end);
        regions.accept(b.body(), given -> jump(end, given));
        open(end, b.outs());
    }

    void jump(Op.Jump j) {
        jump(joins.get(j.to()), j.values());
    }

    void loop(Op.Loop l) {
        Join head = join("loop");
        joins.put(l.start(), head);
        jump(head, l.carried());
        String at = code.debug();
        code.start(head.block());
        int mark = code.mark();
        List<String> names = define(l.body().params());
        regions.accept(l.body(), _ -> {});
        code.insert(mark, head.phis(names, Values.leafTypes(l.body().params()), at));
    }

    /** @param vectors whether LLVM may use vectors, where it can */
    void counted(Op.For f, boolean vectors) {
        if (f.step() == 1 || f.step() == -1) {
            stepping(f, vectors);
        } else {
            striding(f, vectors);
        }
    }

    /** The index is compared with the end: one step never passes it. */
    private void stepping(Op.For f, boolean vectors) {
        Join head = join("for"), body = join("body"), exit = join("endfor");
        String at = code.debug();
        List<Value> params = f.body().params();
        var start = new ArrayList<>(List.of(f.lo()));
        start.addAll(f.carried());
        jump(head, start);
        code.start(head.block());
        int mark = code.mark();
        List<String> names = define(params);
        String index = names.getFirst();
        String before = f.step() > 0 ? "icmp slt i64 " : "icmp sgt i64 ";
        String more = code.let(before, index, ", ", values.name(f.hi()));
        code.end("br i1 ", more, ", label %", body.block(), ", label %", exit.block());
        code.start(body.block());
        regions.accept(f.body(), given -> {
            code.at(at);
            String next = code.let("add nsw i64 ", index, ", ", Long.toString(f.step()));
            var around = new ArrayList<>(List.of(next));
            around.addAll(values.leaves(given));
            head.edge(code.block(), around);
            code.end("br label %", head.block(), debug.finite(vectors));
        });
        code.insert(mark, head.phis(names, Values.leafTypes(params), at));
        finish(f, exit, names, at);
    }

    /** A step may pass the end and even the largest number, so the iterations are counted instead. */
    private void striding(Op.For f, boolean vectors) {
        Join head = join("for"), body = join("body"), exit = join("endfor");
        String at = code.debug();
        List<Value> params = f.body().params();
        String times = iterations(f);
        String count = code.fresh("%n");
        var start = new ArrayList<>(List.of("0", values.name(f.lo())));
        start.addAll(values.leaves(f.carried()));
        head.edge(code.block(), start);
        code.end("br label %", head.block());
        code.start(head.block());
        int mark = code.mark();
        List<String> names = define(params);
        var phis = new ArrayList<>(List.of(count));
        phis.addAll(names);
        var types = new ArrayList<>(List.of("i64"));
        types.addAll(Values.leafTypes(params));
        String more = code.let("icmp ult i64 ", count, ", ", times);
        code.end("br i1 ", more, ", label %", body.block(), ", label %", exit.block());
        code.start(body.block());
        regions.accept(f.body(), given -> {
            code.at(at);
            String counted = code.let("add nuw i64 ", count, ", 1");
            String next = code.let("add i64 ", names.getFirst(), ", ", Long.toString(f.step()));
            var around = new ArrayList<>(List.of(counted, next));
            around.addAll(values.leaves(given));
            head.edge(code.block(), around);
            code.end("br label %", head.block(), debug.finite(vectors));
        });
        code.insert(mark, head.phis(phis, types, at));
        finish(f, exit, names, at);
    }

    /** How often a loop runs: an unsigned number. */
    private String iterations(Op.For f) {
        boolean up = f.step() > 0;
        String lo = values.name(f.lo()), hi = values.name(f.hi());
        String some = code.let(up ? "icmp slt i64 " : "icmp sgt i64 ", lo, ", ", hi);
        String distance = up ? code.let("sub i64 ", hi, ", ", lo) : code.let("sub i64 ", lo, ", ", hi);
        String steps = code.let(
                "udiv i64 ", code.let("sub i64 ", distance, ", 1"), ", ", Long.toUnsignedString(Math.abs(f.step())));
        return code.let("select i1 ", some, ", i64 ", code.let("add i64 ", steps, ", 1"), ", i64 0");
    }

    private void finish(Op.For f, Join exit, List<String> names, String at) {
        code.at(at);
        code.start(exit.block());
        values.put(f.outs(), names.subList(1, names.size()));
    }

    /** Goes on when `ok` holds; `otherwise` writes the other way, which ends its block. */
    void guard(String ok, Runnable otherwise) {
        Join good = join("ok"), bad = join("fail");
        code.end("br i1 ", ok, ", label %", good.block(), ", label %", bad.block(), DebugInfo.UNLIKELY);
        code.start(bad.block());
        otherwise.run();
        code.start(good.block());
    }

    private Join join(String what) {
        return new Join(code.fresh(what));
    }

    private void jump(Join to, List<Value> given) {
        to.edge(code.block(), values.leaves(given));
        code.end("br label %", to.block());
    }

    /** Opens the block after a structure, if anything comes there. */
    private void open(Join end, List<Value> outs) {
        code.end();
        if (!end.isReached()) {
            return;
        }
        code.start(end.block());
        var names = new ArrayList<String>();
        outs.forEach(v -> names.addAll(values.define(v)));
        code.insert(code.mark(), end.phis(names, Values.leafTypes(outs), code.debug()));
        values.put(outs, names);
    }

    private List<String> define(List<Value> params) {
        var names = new ArrayList<String>();
        params.forEach(v -> names.addAll(values.define(v)));
        values.put(params, names);
        return names;
    }
}
