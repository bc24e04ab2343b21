package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Effect;
import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.types.Layout;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets a field's array lie in its object, as a view does in its array: no reference is counted for it, so that a loop over it reads the field once.
 * Only in functions while which run nothing stores another reference into any object's field: neither they, nor what they call, nor the host.
 */
final class BorrowFields {
    private BorrowFields() {}

    static Module run(Module module) {
        Set<String> storing = storing(module);
        return module.withFunctions(module.functions().stream()
                .map(f -> storing.contains(f.name()) ? f : f.withBody(borrowed(f.body())))
                .toList());
    }

    /** The functions that may end a reference that a field has: the least fixed point over their calls. */
    private static Set<String> storing(Module module) {
        var all = new HashSet<String>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Function f : module.functions()) {
                if (!all.contains(f.name()) && stores(f.body(), all)) grown = all.add(f.name());
            }
        }
        return all;
    }

    private static boolean stores(Region region, Set<String> storing) {
        return region.body().stream()
                .map(Instruction::op)
                .anyMatch(op -> stores(op, storing) || Ops.regions(op).stream().anyMatch(r -> stores(r, storing)));
    }

    private static boolean stores(Op op, Set<String> storing) {
        return switch (op) {
            case Op.FieldSet s -> s.values().stream().anyMatch(v -> Layout.isReference(v.type()));
            case Op.Call c -> storing.contains(c.callee());
            default -> op.effects().contains(Effect.ASKS_HOST) || op.effects().contains(Effect.SWITCHES);
        };
    }

    private static Region borrowed(Region region) {
        List<Instruction> body = region.body().stream()
                .map(i -> i.op() instanceof Op.FieldGet g
                        ? i.with(new Op.FieldGet(g.outs(), g.object(), g.slot(), true))
                        : i.with(Ops.map(i.op(), v -> v, BorrowFields::borrowed)))
                .toList();
        return new Region(region.params(), body);
    }
}
