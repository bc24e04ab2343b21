package dev.jaculus.compiler.ir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Copies a region under fresh names, so that the copy can stand beside the original: for inlining, fusing and unrolling.
 * What is defined outside keeps its name, unless it is replaced.
 */
public final class Copy implements Parts {
    private final Map<Value, Value> names = new HashMap<>();
    private final Map<Label, Label> labels = new HashMap<>();
    private final IntSupplier fresh;

    /** Each call of {@code fresh} gives a number that no value and no label of the function has. */
    public Copy(IntSupplier fresh) {
        this.fresh = fresh;
    }

    /** Puts another value in a value's place: an argument for a parameter. */
    public Copy replace(Value old, Value by) {
        names.put(old, by);
        return this;
    }

    /** The copy of a region; its parameters, unless replaced before, are new too. */
    @Override
    public Region region(Region r) {
        List<Value> params = r.params().stream().map(this::result).toList();
        return new Region(params, r.body().stream().map(this::instruction).toList());
    }

    /** The copy of one instruction. */
    public Instruction instruction(Instruction i) {
        return i.with(i.op().with(this));
    }

    @Override
    public Value result(Value v) {
        return names.computeIfAbsent(v, old -> new Value(fresh.getAsInt(), old.type()));
    }

    @Override
    public Value operand(Value v) {
        return names.getOrDefault(v, v);
    }

    @Override
    public Label label(Label opened) {
        return labels.computeIfAbsent(opened, _ -> new Label(fresh.getAsInt()));
    }

    @Override
    public Label target(Label to) {
        return labels.getOrDefault(to, to);
    }
}
