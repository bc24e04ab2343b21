package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What LLVM may know of the memory of one function's arrays: what is made here lies apart from every argument and from what is made elsewhere here.
 * Arguments may overlap one another, and of arrays that come out of calls, loops and joins nothing is said.
 *
 * <p>Without this a loop over many arrays compares all their addresses before it dares to use vectors, or does not use them.
 */
final class AliasScopes {
    /** Each scope names all others. */
    private static final int MOST = 24;

    private final Map<Integer, String> known = new HashMap<>();

    AliasScopes(Function function, DebugInfo metadata) {
        var made = new ArrayList<Value>();
        collect(function.body(), made);
        if (made.isEmpty()) {
            return;
        }
        int domain = metadata.node("distinct !{!", "", "}");
        List<Integer> scopes = made.stream()
                .map(_ -> metadata.node("distinct !{!", ", !" + domain, "}"))
                .toList();
        for (int i = 0; i < made.size(); i++) {
            int own = scopes.get(i);
            String others = list(scopes.stream().filter(s -> s != own).toList(), metadata);
            known.put(made.get(i).id(), ", !alias.scope " + list(List.of(own), metadata) + ", !noalias " + others);
        }
        String argument = ", !noalias " + list(scopes, metadata);
        function.body().params().forEach(p -> known.put(p.id(), argument));
    }

    private static String list(List<Integer> nodes, DebugInfo metadata) {
        var text = new StringBuilder("!{");
        for (int n : nodes) {
            text.append(text.length() == 2 ? "!" : ", !").append(n);
        }
        return "!" + metadata.node(text.append('}').toString());
    }

    private static void collect(Region region, List<Value> made) {
        for (Instruction i : region.body()) {
            if (i.op() instanceof Op.Alloc a && made.size() < MOST) {
                made.add(a.out());
            }
            Ops.regions(i.op()).forEach(inner -> collect(inner, made));
        }
    }

    /** A view lies where its array does. */
    void view(Value view, Value of) {
        String same = known.get(of.id());
        if (same != null) {
            known.put(view.id(), same);
        }
    }

    /** What is behind a load from this array, or a store to it. */
    String behind(Value array) {
        return known.getOrDefault(array.id(), "");
    }
}
