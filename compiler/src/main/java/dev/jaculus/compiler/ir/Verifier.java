package dev.jaculus.compiler.ir;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks what every pass may rely on: names are defined once and before their uses, regions end where they must, jumps agree with
 * their targets, and types agree. Runs after each pass in tests.
 */
public final class Verifier {
    private final Module module;
    private final Map<String, Function> functions;
    private final Function function;
    private final Set<Value> defined = new HashSet<>();
    private final Set<Integer> numbers = new HashSet<>();
    private final Set<Label> labels = new HashSet<>();

    /** What the places around an operation offer to its terminators. Labels map to the values that they receive. */
    private record Around(List<Value> yields, Map<Label, List<Value>> open, boolean mayReturn) {
        Around with(Label label, List<Value> receives, List<Value> yields) {
            var inner = new HashMap<>(open);
            inner.put(label, receives);
            return new Around(yields, inner, mayReturn);
        }

        Around yielding(List<Value> values) {
            return new Around(values, open, mayReturn);
        }
    }

    private Verifier(Module module, Map<String, Function> functions, Function function) {
        this.module = module;
        this.functions = functions;
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
            new Verifier(module, functions, f).body();
        }
    }

    private void body() {
        region(null, function.body(), Set.of(), new Around(null, Map.of(), true));
    }

    private void region(Op owner, Region r, Set<Value> outer, Around around) {
        var visible = new HashSet<>(outer);
        r.params().forEach(p -> define(owner, p, visible));
        require(!r.body().isEmpty(), owner, "has an empty region");
        for (int i = 0; i < r.body().size(); i++) {
            Op op = r.body().get(i).op();
            boolean last = i == r.body().size() - 1;
            require(last == (op instanceof Op.Terminator), op, "only the last of a region ends it");
            for (Value v : Ops.operands(op)) {
                require(visible.contains(v), op, "uses %s, which is not defined here", v);
            }
            try {
                new TypeRules(module, functions).check(op);
            } catch (TypeRules.Broken e) {
                throw broken(op, e.getMessage());
            }
            inside(op, visible, around);
            Ops.results(op).forEach(v -> define(op, v, visible));
        }
    }

    /** Checks the nested regions and the terminators of an operation. */
    private void inside(Op op, Set<Value> visible, Around around) {
        switch (op) {
            case Op.If i -> {
                region(op, i.then(), visible, around.yielding(i.outs()));
                region(op, i.orElse(), visible, around.yielding(i.outs()));
            }
            case Op.For f -> region(op, f.body(), visible, around.yielding(f.outs()));
            case Op.Block b -> {
                open(op, b.end());
                region(op, b.body(), visible, around.with(b.end(), b.outs(), b.outs()));
            }
            case Op.Loop l -> {
                open(op, l.start());
                region(op, l.body(), visible, around.with(l.start(), l.body().params(), null));
            }
            case Op.Parallel p -> region(op, p.body(), visible, new Around(List.of(), Map.of(), false));
            case Op.Native _ -> {}
            case Op.Suspend s -> {
                require(function.generator(), op, "only a generator waits");
                gives(op, s.values());
            }
            case Op.Generate _, Op.Advance _, Op.Current _ -> {}
            // An exception may leave it; else it is one value for one element.
            case Op.Elementwise e ->
                region(op, e.body(), visible, new Around(List.of(element(e)), around.open(), false));
            case Op.Guard g -> terminator(g, g.otherwise(), around.yielding(null));
            case Op.CheckIndex c -> terminator(c, c.otherwise(), around.yielding(null));
            case Op.Terminator t -> terminator(t, t, around);
            case Op.Const _, Op.Unary _, Op.Binary _, Op.Compare _, Op.Select _, Op.Cast _, Op.Math _, Op.Call _ -> {}
            case Op.HostCall _ -> {}
            case Op.Length _,
                    Op.Stride _,
                    Op.Load _,
                    Op.Store _,
                    Op.Alloc _,
                    Op.View _,
                    Op.Transpose _,
                    Op.Reshape _ -> {}
            case Op.DataArray _, Op.Unbound _, Op.IsBound _, Op.MayOverlap _, Op.Retain _, Op.Release _ -> {}
            case Op.Assign _, Op.Thrown _, Op.Caught _, Op.Handle _, Op.Resume _, Op.Complex _, Op.Part _ -> {}
            case Op.ListNew _, Op.ListLength _, Op.ListGet _, Op.ListSet _, Op.ListResize _, Op.SameList _ -> {}
        }
    }

    private static Value element(Op.Elementwise e) {
        return new Value(-1, TypeRules.array(e.out()).element());
    }

    private void terminator(Op op, Op.Terminator t, Around around) {
        switch (t) {
            case Op.Yield y -> {
                require(around.yields() != null, op, "nothing takes what it yields");
                same(op, around.yields(), y.values());
            }
            case Op.Jump j -> {
                require(around.open().containsKey(j.to()), op, "%s is not around it", j.to());
                same(op, around.open().get(j.to()), j.values());
            }
            case Op.Return r -> {
                require(around.mayReturn(), op, "returns from inside an elementwise");
                if (function.generator()) {
                    require(r.values().isEmpty(), op, "gives something although it is a generator");
                } else {
                    gives(op, r.values());
                }
            }
            case Op.Raise _, Op.Reraise _, Op.Unreachable _ -> {}
        }
    }

    private void gives(Op op, List<Value> values) {
        var given = values.stream().map(Value::type).toList();
        require(given.equals(function.results()), op, "gives %s, not %s", given, function.results());
    }

    private void open(Op op, Label label) {
        require(labels.add(label), op, "opens %s a second time", label);
    }

    private void define(Op op, Value v, Set<Value> visible) {
        require(numbers.add(v.id()) && defined.add(v), op, "defines %s a second time", v);
        visible.add(v);
    }

    private void same(Op op, List<Value> wanted, List<Value> given) {
        var types = wanted.stream().map(Value::type).toList();
        var found = given.stream().map(Value::type).toList();
        require(types.equals(found), op, "gives %s, not %s", found, types);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    private void require(boolean ok, Op op, String message, Object... args) {
        if (!ok) {
            throw broken(op, message.formatted(args));
        }
    }

    private IllegalStateException broken(Op op, String message) {
        String where = op == null ? "its body" : Printer.print(op).strip();
        return new IllegalStateException("in %s: %s: %s".formatted(function.name(), where, message));
    }
}
