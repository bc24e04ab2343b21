package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks what every pass may rely on: names are defined once and before their uses, regions end where they must, jumps agree with
 * their targets, and types agree. What an operation is held to, it says itself. Runs after each pass in tests.
 */
public final class Verifier extends Rules {
    private final Function function;
    private final Set<Value> defined = new HashSet<>();
    private final Set<Integer> numbers = new HashSet<>();
    private final Set<Label> labels = new HashSet<>();

    /** What the places around an operation offer to its terminators. Labels map to the types that they receive. */
    private record Around(List<Type> yields, Map<Label, List<Type>> open, boolean mayReturn) {
        Around yielding(List<Type> types) {
            return new Around(types, open, mayReturn);
        }
    }

    private Op op; // the one that is looked at, or the one around it where that has ended
    private Set<Value> visible = Set.of();
    private Around around = new Around(null, Map.of(), true);

    private Verifier(Module module, Map<String, Function> functions, Function function) {
        super(module, functions);
        this.function = function;
    }

    /** Throws {@link IllegalStateException}, which names the function and the operation, where something does not hold. */
    public static void check(Module module) {
        var functions = new HashMap<String, Function>();
        for (Function f : module.functions()) {
            if (functions.put(f.name(), f) != null) {
                throw new IllegalStateException("two functions are called " + f.name());
            }
        }
        for (Function f : module.functions()) {
            var verifier = new Verifier(module, functions, f);
            try {
                verifier.inside(f.body(), verifier.around);
            } catch (Broken e) {
                String where = verifier.op == null
                        ? "its body"
                        : Printer.print(verifier.op).strip();
                throw new IllegalStateException("in %s: %s: %s".formatted(f.name(), where, e.getMessage()), e);
            }
        }
    }

    private void inside(Region r, Around places) {
        Op owner = op;
        Set<Value> outer = visible;
        Around before = around;
        visible = new HashSet<>(outer);
        around = places;
        r.params().forEach(this::define);
        require(!r.body().isEmpty(), "has an empty region");
        for (int i = 0; i < r.body().size(); i++) {
            op = r.body().get(i).op();
            boolean last = i == r.body().size() - 1;
            require(last == (op instanceof Op.Terminator), "only the last of a region ends it");
            for (Value v : Ops.operands(op)) {
                require(visible.contains(v), "uses %s, which is not defined here", v);
            }
            op.check(this);
            Ops.results(op).forEach(this::define);
        }
        op = owner;
        visible = outer;
        around = before;
    }

    private void define(Value v) {
        require(numbers.add(v.id()) && defined.add(v), "defines %s a second time", v);
        visible.add(v);
    }

    @Override
    void region(Region region, List<Value> to) {
        inside(region, around.yielding(types(to)));
    }

    @Override
    void labelled(Label label, List<Value> receives, Region region, List<Value> to) {
        require(labels.add(label), "opens %s a second time", label);
        var open = new HashMap<>(around.open());
        open.put(label, types(receives));
        inside(region, new Around(to == null ? null : types(to), open, around.mayReturn()));
    }

    @Override
    void apart(Region region) {
        inside(region, new Around(List.of(), Map.of(), false));
    }

    @Override
    void element(Type type, Region region) {
        inside(region, new Around(List.of(type), around.open(), false));
    }

    @Override
    void otherwise(Op.Terminator end) {
        Around before = around;
        around = before.yielding(null);
        end.check(this);
        around = before;
    }

    @Override
    void yields(List<Value> values) {
        require(around.yields() != null, "nothing takes what it yields");
        gives(around.yields(), values);
    }

    @Override
    void jumps(Label to, List<Value> values) {
        require(around.open().containsKey(to), "%s is not around it", to);
        gives(around.open().get(to), values);
    }

    @Override
    void returns(List<Value> values) {
        require(around.mayReturn(), "returns from inside an elementwise");
        if (function.generator()) {
            require(values.isEmpty(), "gives something although it is a generator");
        } else {
            gives(function.results(), values);
        }
    }

    @Override
    void suspends(List<Value> values) {
        require(function.generator(), "only a generator waits");
        gives(function.results(), values);
    }

    private void gives(List<Type> wanted, List<Value> values) {
        require(types(values).equals(wanted), "gives %s, not %s", types(values), wanted);
    }
}
