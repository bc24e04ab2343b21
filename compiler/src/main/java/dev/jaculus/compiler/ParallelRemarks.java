package dev.jaculus.compiler;

import dev.jaculus.compiler.ir.Effects;
import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.pass.ElementWork;
import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.tree.Program;
import dev.jaculus.compiler.tree.Remark;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What became of whole arrays in functions with {@code parallel=True}: which work runs in parallel, which does not, and when there is none. */
final class ParallelRemarks {
    private final Effects effects;
    private final Map<String, Function> functions = new HashMap<>();
    private final List<Remark> found = new ArrayList<>();
    private final Map<Value, Object> constants = new HashMap<>();
    private String file = "";

    private ParallelRemarks(Module module) {
        effects = new Effects(module);
        module.functions().forEach(f -> functions.put(f.name(), f));
    }

    /** The program's remarks and these; `fused` is the module when array expressions are put together and not yet loops. */
    static List<Remark> of(Request request, Program program, Module fused) {
        var remarks = new ParallelRemarks(fused);
        List<Remark> all = new ArrayList<>(program.remarks());
        for (Function f : fused.functions()) {
            if (f.parallel() && !f.inline()) {
                remarks.file = f.scope().file();
                remarks.region(f.body(), false);
            }
        }
        all.addAll(remarks.found);
        boolean asked = request.functions().get(request.root()).options().parallel();
        if (asked && fused.functions().stream().noneMatch(ParallelRemarks::hasSome)) {
            var entry = program.entry();
            all.add(new Remark(
                    Remark.Kind.PERFORMANCE,
                    "The keyword argument 'parallel=True' was specified but no transformation for parallel execution was possible.",
                    entry.file().path(),
                    entry.span().line()));
        }
        return all;
    }

    private static boolean hasSome(Function function) {
        return function.inline() || contains(function.body(), ParallelRemarks::isParallel);
    }

    private static boolean isParallel(Op op) {
        return op instanceof Op.Parallel || op instanceof Op.Elementwise || op instanceof Op.Assign;
    }

    private static boolean contains(Region region, java.util.function.Predicate<Op> what) {
        for (Instruction i : region.body()) {
            if (what.test(i.op())) return true;
            if (Ops.regions(i.op()).stream().anyMatch(inner -> contains(inner, what))) return true;
        }
        return false;
    }

    private void region(Region region, boolean inside) {
        Value assigned = null; // what the last operation made for the next, which assigns it
        for (int k = 0; k < region.body().size(); k++) {
            Instruction i = region.body().get(k);
            switch (i.op()) {
                case Op.Const c -> constants.put(c.out(), c.literal());
                case Op.Elementwise e when isTrivial(e) -> {}
                case Op.Elementwise e -> {
                    expression(e, i, inside);
                    assigned = e.out();
                    continue;
                }
                case Op.Assign a -> {
                    if (!a.value().equals(assigned)) {
                        say(i, "assignment to an array: " + how(inside, true, 20_000));
                    }
                }
                case Op.Call c -> call(c, i, inside);
                default -> {
                    boolean parallel = inside || i.op() instanceof Op.Parallel;
                    Ops.regions(i.op()).forEach(inner -> region(inner, parallel));
                }
            }
            assigned = null;
        }
    }

    private void expression(Op.Elementwise e, Instruction at, boolean inside) {
        var lines = new TreeSet<Integer>();
        e.body().body().forEach(i -> lines.add(i.at().line()));
        lines.remove(at.at().line());
        String together = lines.isEmpty()
                ? ""
                : " (one loop with the expressions of line "
                        + lines.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + ")";
        say(
                at,
                "array expression" + together + ": "
                        + how(inside, ElementWork.mayBeShared(e.body(), effects), ElementWork.worthSharing(e)));
    }

    /** A few elements, whose number is known, or zeroed memory. */
    private boolean isTrivial(Op.Elementwise e) {
        boolean zeros = e.inputs().isEmpty()
                && e.body().terminator() instanceof Op.Yield y
                && constants.get(y.values().getFirst()) instanceof Number n
                && n.doubleValue() == 0;
        return zeros || e.shape().stream().allMatch(length -> constants.get(length) instanceof Long n && n <= 64);
    }

    private static String how(boolean inside, boolean shared, long from) {
        if (inside) {
            return "runs in one thread: it is inside a loop that runs in parallel";
        }
        return shared
                ? "runs in parallel for %,d elements and more".formatted(from)
                : "runs in one thread: an exception of an element is caught in this function";
    }

    /** A function of the library that goes over arrays. */
    private void call(Op.Call c, Instruction at, boolean inside) {
        Function callee = functions.get(c.callee());
        boolean takesArrays = c.args().stream().anyMatch(v -> v.type() instanceof Type.Array);
        String name = callee == null ? "" : callee.scope().function();
        if (callee == null
                || !callee.inline()
                || !takesArrays
                || name.startsWith("_")
                || callee.scope().file().contains("internal")) {
            return;
        }
        if (reaches(callee, ParallelRemarks::isParallel, new ArrayList<>())) {
            say(at, "`%s`: %s".formatted(name, inside ? how(true, true, 0) : "runs in parallel for large arrays"));
        } else if (reaches(callee, op -> op instanceof Op.For || op instanceof Op.Loop, new ArrayList<>())) {
            say(at, "`%s`: runs in one thread: it has no parallel form".formatted(name));
        }
    }

    /** Whether such an operation is in the function, or in those of the library that it calls. */
    private boolean reaches(Function f, java.util.function.Predicate<Op> what, List<Function> seen) {
        if (seen.contains(f)) return false;
        seen.add(f);
        return contains(
                f.body(),
                op -> what.test(op)
                        || (op instanceof Op.Call c
                                && functions.get(c.callee()) != null
                                && functions.get(c.callee()).inline()
                                && reaches(functions.get(c.callee()), what, seen)));
    }

    private void say(Instruction at, String text) {
        Remark remark = new Remark(Remark.Kind.LOOP, text, file, at.at().line());
        if (!found.contains(remark)) {
            found.add(remark);
        }
    }
}
