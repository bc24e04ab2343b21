package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who calls whom. */
final class CallGraph {
    private CallGraph() {}

    /** The names of the functions that can be called while they run. */
    static Set<String> recursive(Module module) {
        Map<String, Set<String>> callees = new HashMap<>();
        for (Function f : module.functions()) {
            var names = new LinkedHashSet<String>();
            collect(f.body(), names);
            callees.put(f.name(), names);
        }
        var recursive = new HashSet<String>();
        for (Function f : module.functions()) {
            var reached = new HashSet<String>();
            reach(f.name(), callees, reached);
            if (reached.contains(f.name())) {
                recursive.add(f.name());
            }
        }
        return recursive;
    }

    private static void reach(String from, Map<String, Set<String>> callees, Set<String> reached) {
        for (String name : callees.get(from)) {
            if (reached.add(name)) {
                reach(name, callees, reached);
            }
        }
    }

    private static void collect(Region r, Set<String> names) {
        for (Instruction i : r.body()) {
            if (i.op() instanceof Op.Call c) {
                names.add(c.callee());
            }
            Ops.regions(i.op()).forEach(inner -> collect(inner, names));
        }
    }
}
