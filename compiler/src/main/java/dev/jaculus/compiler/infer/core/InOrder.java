package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Operands from left to right. An operand that is a tree is computed where it is used; one that needs statements (a
 * comprehension) has them before that. So where an operand emits statements, the calls in those before it come first.
 */
public final class InOrder {
    private final Scope f;
    private final List<Value> values = new ArrayList<>();

    public InOrder(Scope f) {
        this.f = f;
    }

    /** What was evaluated, in order. */
    public List<Value> values() {
        return values;
    }

    /** Evaluates the next operand, or several. */
    public void next(Supplier<List<Value>> operands) {
        List<Value> given = f.before(operands, emitted -> {
            boolean acts = f.functions().acts(emitted);
            values.replaceAll(value -> acts ? computed(value) : called(value));
        });
        values.addAll(given);
    }

    /** The value as it is before something changes. */
    private Value computed(Value value) {
        boolean lazy = value instanceof Computed c && !Trees.simple(c.tree());
        return lazy ? new Computed(f.hide(((Computed) value).tree(), "first")) : value;
    }

    /** The value with its calls done; what reads a whole array lazily stays one loop with its use. */
    private Value called(Value value) {
        boolean calls = value instanceof Computed c
                && (!(c.type() instanceof Type.Array) || c.tree() instanceof Expr.Call)
                && (Renaming.contains(c.tree(), Expr.Call.class) || Renaming.contains(c.tree(), Expr.HostCall.class));
        return calls ? new Computed(f.hide(((Computed) value).tree(), "first")) : value;
    }
}
