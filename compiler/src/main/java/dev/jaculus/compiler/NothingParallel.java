package dev.jaculus.compiler;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.tree.Program;
import dev.jaculus.compiler.tree.Remark;
import java.util.ArrayList;
import java.util.List;

/** Remarks when {@code parallel=True} was asked for and there is nothing that it could mean: no parallel loop and no work on whole arrays. */
final class NothingParallel {
    private NothingParallel() {}

    /** The program's remarks, and that one where it belongs; `built` is the module before any pass. */
    static List<Remark> remarks(Request request, Program program, Module built) {
        List<Remark> all = new ArrayList<>(program.remarks());
        boolean asked = request.functions().get(request.root()).options().parallel();
        if (asked && built.functions().stream().noneMatch(NothingParallel::hasSome)) {
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
        return function.inline() || hasSome(function.body());
    }

    private static boolean hasSome(Region region) {
        for (Instruction i : region.body()) {
            if (i.op() instanceof Op.Parallel || i.op() instanceof Op.Elementwise || i.op() instanceof Op.Assign) {
                return true;
            }
            if (Ops.regions(i.op()).stream().anyMatch(NothingParallel::hasSome)) {
                return true;
            }
        }
        return false;
    }
}
