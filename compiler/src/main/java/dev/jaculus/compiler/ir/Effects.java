package dev.jaculus.compiler.ir;

import static dev.jaculus.compiler.ir.Effect.*;

import dev.jaculus.compiler.ir.Op.*;
import dev.jaculus.compiler.types.Order;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the operations of a module do to memory and control. Passes ask this and never list classes of operations to know an effect. What an
 * operation does itself, it says in {@link Op#effects}; this adds its regions and its callee.
 *
 * <p>A region does what its operations do, but for jumps that stay in it. A call does what its function may do: the exception of one that never
 * raises is never tested for, so neither its call nor the guard behind it raises.
 */
public final class Effects {
    /** Nobody else's code can be told apart from this one by when these happen. */
    private static final Set<Effect> UNSEEN = EnumSet.of(READS, ALLOCATES);
    /** What may change what a reader finds. */
    private static final Set<Effect> CHANGING = EnumSet.of(WRITES, RESIZES, ASKS_HOST, SWITCHES);

    private final Module module;
    private Map<String, Set<Effect>> functions; // null until somebody asks of a call

    public Effects(Module module) {
        this.module = module;
    }

    private Set<Effect> ofCallee(Call call) {
        if (functions == null) {
            summarise();
        }
        return functions.get(call.callee());
    }

    private void summarise() {
        functions = new HashMap<>();
        module.functions().forEach(f -> functions.put(f.name(), EnumSet.noneOf(Effect.class)));
        // Up from nothing to the least fixed point, as functions may call each other in circles.
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Function f : module.functions()) {
                Set<Effect> all = of(f.body());
                all.remove(JUMPS);
                grown |= functions.get(f.name()).addAll(all);
            }
        }
    }

    /** What an operation does, its regions and the functions that it calls included. */
    public Set<Effect> of(Op op) {
        if (!(op instanceof Call) && Ops.regions(op).isEmpty()) return op.effects();
        var all = EnumSet.noneOf(Effect.class);
        collect(op, all, new HashSet<>(), new HashSet<>());
        return all;
    }

    /** What the operations of a region do to what is outside of it. */
    public Set<Effect> of(Region region) {
        var all = EnumSet.noneOf(Effect.class);
        collect(region, all, new HashSet<>(), new HashSet<>());
        return all;
    }

    /** Whether control may not come to what follows. */
    public static boolean leaves(Set<Effect> effects) {
        return effects.contains(RAISES) || effects.contains(JUMPS);
    }

    /** Whether it can be left out where nobody uses its results. */
    public static boolean isUnseen(Set<Effect> effects) {
        return UNSEEN.containsAll(effects);
    }

    /** Whether nobody can tell that `later` was done before `earlier`, which stands before it and whose results it does not use. */
    public static boolean commute(Set<Effect> earlier, Set<Effect> later) {
        if (isUnseen(earlier)) return !(earlier.contains(READS) && changes(later));
        if (isUnseen(later)) return !(later.contains(READS) && changes(earlier));
        return false;
    }

    private static boolean changes(Set<Effect> effects) {
        return effects.stream().anyMatch(CHANGING::contains);
    }

    /** `quiet` are the statuses of calls that never raise, and what is known to hold of them. */
    private void collect(Region region, Set<Effect> all, Set<Label> inside, Set<Value> quiet) {
        for (Instruction i : region.body()) collect(i.op(), all, inside, quiet);
    }

    private void collect(Op op, Set<Effect> all, Set<Label> inside, Set<Value> quiet) {
        switch (op) {
            case Call c -> {
                Set<Effect> callee = ofCallee(c);
                if (callee.contains(RAISES)) {
                    all.add(WRITES); // the exception's arguments: it is under way when somebody has tested the status
                } else {
                    quiet.add(c.outs().getFirst());
                }
                callee.stream().filter(effect -> effect != RAISES).forEach(all::add);
            }
            case Compare c when c.kind() == Order.EQ && quiet.contains(c.left()) -> quiet.add(c.out());
            case Guard g when quiet.contains(g.ok()) -> {}
            case Jump j when inside.contains(j.to()) -> {}
            case Guard g when g.otherwise() instanceof Jump j && inside.contains(j.to()) -> {}
            case CheckIndex c when c.otherwise() instanceof Jump j && inside.contains(j.to()) -> {}
            default -> all.addAll(op.effects());
        }
        if (op instanceof Block b) inside.add(b.end());
        if (op instanceof Loop l) inside.add(l.start());
        for (Region r : Ops.regions(op)) collect(r, all, inside, quiet);
    }
}
