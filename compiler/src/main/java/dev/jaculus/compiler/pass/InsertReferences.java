package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Effect;
import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Label;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Parts;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Counts the references to blocks: who makes an array, or gets one from a call, a loop or a join, ends it after its last use.
 *
 * <pre>
 * %1 = alloc [%n]                 %1 = alloc [%n]
 * ... load %1[...] ...            ... load %1[...] ...
 * ... never %1 again              release %1
 * </pre>
 *
 * A value that leaves a region (Yield, Jump, Return, a loop's first values) brings one reference along; where that was its
 * last use the reference moves, else it is retained. Views and arguments only borrow: they keep what they look at alive by
 * being uses of it. An exception releases nothing, for the kernel's end sweeps what is left of the call; unless something in the module handles
 * exceptions, and goes on after them, is a generator's body, or has objects, which outlive the call. Relies on lower-arrays.
 */
final class InsertReferences {
    /**
     * A region being written: what it owns and has not released yet, and where each owned value is used last. One that is `apart` is other
     * threads' work: an exception goes no further, it is a status for who waits.
     */
    private record Scope(Label label, boolean apart, Set<Value> live, Map<Value, Integer> lastUse) {}

    private final Aliases aliases;
    private final Deque<Scope> scopes = new ArrayDeque<>(); // innermost first

    private final Cloner cloner;
    private final boolean handled;
    /** The roots that the operations of a region use: each region is asked for once by each that is around it. */
    private final IdentityHashMap<Region, Set<Value>> inRegions = new IdentityHashMap<>();

    private InsertReferences(Function function, boolean handled) {
        this.handled = handled;
        aliases = new Aliases(function);
        cloner = new Cloner(function);
    }

    static Module run(Module module) {
        // What a generator's body refers to may outlive its exception, and what is in an object does.
        boolean handled =
                module.functions().stream().anyMatch(f -> f.generator() || handles(f.body())) || module.hasObjects();
        return module.withFunctions(
                module.functions().stream().map(f -> run(f, handled)).toList());
    }

    private static boolean handles(Region region) {
        return region.body().stream()
                .anyMatch(i -> i.op() instanceof Op.Handle
                        || Ops.regions(i.op()).stream().anyMatch(InsertReferences::handles));
    }

    private static Function run(Function function, boolean handled) {
        var insert = new InsertReferences(function, handled);
        // Arguments are the caller's.
        return function.withBody(insert.region(function.body(), null, false, List.of()));
    }

    /** Writes a region whose label, if it is a Block's or a Loop's body, is `label`; it owns `params`. */
    private Region region(Region region, Label label, boolean apart, List<Value> params) {
        var scope = new Scope(label, apart, new LinkedHashSet<>(), new HashMap<>());
        scopes.push(scope);
        List<Instruction> body = region.body();
        for (int k = 0; k < body.size(); k++) {
            int at = k;
            used(body.get(k).op()).forEach(root -> scope.lastUse.put(root, at));
        }
        var out = new ArrayList<Instruction>();
        own(params, -1, scope, out, body.getFirst());
        for (int k = 0; k < body.size(); k++) instruction(body.get(k), k, scope, out);
        scopes.pop();
        return new Region(region.params(), out);
    }

    private void instruction(Instruction i, int place, Scope scope, List<Instruction> out) {
        if (i.op() instanceof Op.Terminator t) {
            leave(i, t, out);
            return;
        }
        if (i.op() instanceof Op.Guard(Value ok, Op.Terminator t) && counts(t)) {
            instruction(i.with(branch(i, ok, t)), place, scope, out);
            return;
        }
        if (i.op() instanceof Op.CheckIndex(Value index, Value length, Op.Terminator t) && counts(t)) {
            instruction(i.with(branch(i, inRange(i, index, length, out), t)), place, scope, out);
            return;
        }
        List<Value> ending =
                scope.live.stream().filter(v -> scope.lastUse.get(v) <= place).toList();
        var moved = new HashSet<Value>();
        Set<Value> inside = usedInside(i.op());
        for (Value v : arrays(Ops.moved(i.op()))) {
            Value root = aliases.root(v);
            boolean ends = aliases.isOfRoot(v) && ending.contains(root) && !inside.contains(root);
            if (ends && moved.add(root)) continue;
            out.add(i.with(new Op.Retain(v)));
        }
        // What moves into a loop is the loop's from here on, also where the loop is left by a jump.
        scope.live.removeAll(moved);
        out.add(i.with(nested(i.op())));
        for (Value v : ending) {
            if (!moved.contains(v)) out.add(i.with(new Op.Release(v)));
            scope.live.remove(v);
        }
        own(Ops.owned(i.op()), place, scope, out, i);
    }

    /** Whether references begin or end where this terminator leaves: a guard has no room for that. */
    private boolean counts(Op.Terminator t) {
        return left(t).stream().anyMatch(s -> !s.live.isEmpty())
                || !arrays(Ops.moved(t)).isEmpty();
    }

    /** A guard as an If, whose second branch has room. */
    private static Op branch(Instruction guard, Value ok, Op.Terminator otherwise) {
        var go = new Region(List.of(), List.of(guard.with(new Op.Yield(List.of()))));
        return new Op.If(List.of(), ok, go, new Region(List.of(), List.of(guard.with(otherwise))));
    }

    private Value inRange(Instruction here, Value index, Value length, List<Instruction> out) {
        Value zero = cloner.fresh(Type.INT64);
        Value low = cloner.fresh(Type.BOOL), high = cloner.fresh(Type.BOOL), both = cloner.fresh(Type.BOOL);
        out.add(here.with(new Op.Const(zero, 0L)));
        out.add(here.with(new Op.Compare(low, Order.GE, index, zero)));
        out.add(here.with(new Op.Compare(high, Order.LT, index, length)));
        out.add(here.with(new Op.Binary(both, Arithmetic.AND, low, high)));
        return both;
    }

    /** Takes arrays into the scope; those that nobody uses end at once. */
    private static void own(List<Value> values, int place, Scope scope, List<Instruction> out, Instruction here) {
        for (Value v : arrays(values)) {
            if (scope.lastUse.getOrDefault(v, -1) > place) scope.live.add(v);
            else out.add(here.with(new Op.Release(v)));
        }
    }

    /** An operation whose regions own what they are given. */
    private Op nested(Op op) {
        boolean apart = op.effects().contains(Effect.FORKS);
        return op.with(new Parts() {
            private Label around;

            @Override
            public Label label(Label opened) {
                around = opened;
                return opened;
            }

            @Override
            public Region region(Region nested) {
                return InsertReferences.this.region(nested, around, apart, nested.params());
            }
        });
    }

    /** Control leaves: what goes along keeps or gets a reference, what is left behind ends. */
    private void leave(Instruction i, Op.Terminator t, List<Instruction> out) {
        List<Value> going = arrays(Ops.moved(t));
        var ending = new LinkedHashSet<Value>();
        for (Scope s : left(t)) ending.addAll(s.live);
        for (Value v : going) {
            if (!aliases.isOfRoot(v) || !ending.remove(aliases.root(v))) out.add(i.with(new Op.Retain(v)));
        }
        for (Value v : ending) out.add(i.with(new Op.Release(v)));
        out.add(i);
    }

    /** The scopes that a terminator leaves. */
    private List<Scope> left(Op.Terminator t) {
        return switch (t) {
            case Op.Yield _ -> List.of(scopes.element());
            case Op.Return _ -> List.copyOf(scopes);
            case Op.Jump(Label to, List<Value> _) -> upTo(s -> to.equals(s.label));
            case Op.Raise _, Op.Reraise _ -> handled ? upTo(Scope::apart) : List.of();
            case Op.Unreachable _ -> List.of();
        };
    }

    private List<Scope> upTo(Predicate<Scope> last) {
        var all = new ArrayList<Scope>();
        for (Scope s : scopes) {
            all.add(s);
            if (last.test(s)) break;
        }
        return all;
    }

    private static List<Value> arrays(List<Value> values) {
        return values.stream().filter(v -> Layout.isReference(v.type())).toList();
    }

    /** The roots that an operation uses, in its regions too. */
    private Set<Value> used(Op op) {
        Set<Value> roots = usedInside(op);
        arrays(Ops.operands(op)).forEach(v -> roots.add(aliases.root(v)));
        return roots;
    }

    private Set<Value> usedInside(Op op) {
        var roots = new HashSet<Value>();
        for (Region r : Ops.regions(op)) roots.addAll(usedIn(r));
        return roots;
    }

    private Set<Value> usedIn(Region region) {
        Set<Value> known = inRegions.get(region);
        if (known != null) return known;
        var roots = new HashSet<Value>();
        for (Instruction i : region.body()) {
            roots.addAll(usedInside(i.op()));
            arrays(Ops.operands(i.op())).forEach(v -> roots.add(aliases.root(v)));
        }
        inRegions.put(region, roots);
        return roots;
    }
}
