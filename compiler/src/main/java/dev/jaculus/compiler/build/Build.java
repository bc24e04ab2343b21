package dev.jaculus.compiler.build;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.tree.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the IR of a whole program. */
public final class Build {
    private Build() {}

    /** The module of a typed program; its functions are in the program's order. */
    public static Module module(Program program) {
        var sites = new Sites();
        var data = new ArrayList<Module.Data>();
        var hosts = new Hosts();
        var counters = new Counters();
        var callees = new HashMap<String, Callee>();
        for (int i = 0; i < program.functions().size(); i++) {
            var f = program.functions().get(i);
            callees.put(f.instance(), new Callee(f.name() + "." + i, f.result()));
        }
        List<FunctionBuilder> builders = program.functions().stream()
                .map(f -> new FunctionBuilder(f, callees, sites, data, hosts, counters))
                .toList();
        List<Function> built = builders.stream().map(FunctionBuilder::build).toList();
        var functions = new ArrayList<Function>();
        for (int i = 0; i < built.size(); i++) functions.add(builders.get(i).resolved(built.get(i), sites));
        return new Module(functions, sites.all(), data, hosts.all(), counters.all());
    }

    /** A function as its callers see it: the name is the tree's with a number, unique in the module. */
    record Callee(String name, dev.jaculus.compiler.types.Type result) {}

    /** Callees by their instance name. */
    static Callee find(Map<String, Callee> callees, String instance) {
        Callee found = callees.get(instance);
        if (found == null) throw new IllegalStateException("no function " + instance);
        return found;
    }
}
