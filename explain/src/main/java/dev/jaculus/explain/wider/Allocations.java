package dev.jaculus.explain.wider;

import dev.jaculus.explain.Observation;
import dev.jaculus.explain.Place;
import dev.jaculus.explain.code.CodeFunction;
import dev.jaculus.explain.code.Instruction;
import dev.jaculus.explain.ir.IrInstruction;
import dev.jaculus.explain.ir.IrModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Arrays that are made in loops, and those that a line makes for itself alone. */
public final class Allocations {
    private static final String ALLOCATES = "jac_alloc";
    private static final String GROWS = "jac_list_reserve";

    private Allocations() {}

    /** From LLVM's text after its passes, and the machine code. */
    public static List<Observation> of(IrModule after, List<CodeFunction> code) {
        Map<Place, Integer> made = new TreeMap<>();
        Map<Place, Integer> depths = new TreeMap<>();
        for (IrInstruction one : after.instructions().toList()) {
            if (one.callee().equals(ALLOCATES)) {
                one.from().place().map(Allocations::line).ifPresent(line -> {
                    made.merge(line, 1, Integer::sum);
                    depths.merge(line, one.depth(), Math::max);
                });
            }
        }
        List<Observation> found = new ArrayList<>();
        after.instructions()
                .filter(one -> one.callee().equals(GROWS) && one.depth() > 0)
                .flatMap(one -> one.from().place().stream())
                .map(Allocations::line)
                .distinct()
                .forEach(line -> found.add(new Observation(
                        Observation.Kind.LIST_IN_LOOP,
                        line,
                        "a list grows here in each turn of a loop",
                        "an array, made before the loop, where its length or a bound of it is known")));
        made.forEach((line, count) -> {
            if (!isThere(code, line)) {
                return;
            }
            if (depths.get(line) > 0) {
                found.add(new Observation(
                        Observation.Kind.ALLOCATION_IN_LOOP,
                        line,
                        "each turn of a loop makes " + (count > 1 ? count + " new arrays" : "a new array") + " here",
                        "make it once before the loop, and write into it: `out[:] = …`"));
            } else if (count > 1) {
                found.add(new Observation(
                        Observation.Kind.TEMPORARIES,
                        line,
                        count + " arrays are made here, of which " + (count - 1) + " only for this line",
                        "one expression of elementwise functions is one loop without them; or write the loop"));
            }
        });
        return found;
    }

    private static Place line(Place at) {
        return new Place(at.file(), at.line(), 0);
    }

    private static boolean isThere(List<CodeFunction> code, Place line) {
        return code.stream()
                .flatMap(function -> function.instructions().stream())
                .filter(Instruction::isCall)
                .anyMatch(one -> one.callee().equals(ALLOCATES)
                        && one.place().filter(line::isBeside).isPresent());
    }
}
