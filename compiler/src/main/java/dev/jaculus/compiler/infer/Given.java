package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.infer.core.Argument;
import dev.jaculus.compiler.infer.core.Definition;
import dev.jaculus.compiler.infer.core.Scope;
import java.util.ArrayList;
import java.util.List;

/** The arguments of a call, of which the captured ones are what they are; the bound ones may have to exist at run time. */
record Given(List<Argument> bound, List<Argument> captured) {
    List<Argument> all() {
        List<Argument> all = new ArrayList<>(bound);
        all.addAll(captured);
        return all;
    }

    List<Argument> atRunTime(Scope caller, Definition definition) {
        List<Argument> all = new ArrayList<>();
        bound.forEach(one -> all.add(one.atRunTime(caller, definition)));
        all.addAll(captured);
        return all;
    }

    List<Argument> inParts(Scope caller, Definition definition) {
        List<Argument> arguments = new ArrayList<>();
        for (Argument one : atRunTime(caller, definition)) {
            arguments.addAll(one.passed(definition) ? List.of(one) : one.inParts(caller));
        }
        return arguments;
    }
}
