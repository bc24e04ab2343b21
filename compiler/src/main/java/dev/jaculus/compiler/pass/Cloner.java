package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Copy;
import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Type;
import java.util.List;

/** Makes values that a function does not have yet, and copies of bodies over them. */
final class Cloner {
    private int next;

    Cloner(Function function) {
        next = highest(function.body()) + 1;
    }

    private static int highest(Region region) {
        int highest = region.params().stream().mapToInt(Value::id).max().orElse(-1);
        for (Instruction i : region.body()) {
            for (Value v : Ops.results(i.op())) highest = Math.max(highest, v.id());
            for (Region inner : Ops.regions(i.op())) highest = Math.max(highest, highest(inner));
        }
        return highest;
    }

    Value fresh(Type type) {
        return new Value(next++, type);
    }

    /** Appends a copy of an elementwise body's operations over these arguments; gives what the body yields. */
    List<Value> inline(Region body, List<Value> arguments, List<Instruction> into) {
        var copy = new Copy(() -> next++);
        for (int i = 0; i < arguments.size(); i++) copy.replace(body.params().get(i), arguments.get(i));
        for (Instruction i : body.body()) {
            Instruction here = copy.instruction(i);
            if (here.op() instanceof Op.Yield(List<Value> values)) return values;
            into.add(here);
        }
        throw new IllegalStateException("the body of an elementwise operation ends with a yield");
    }
}
