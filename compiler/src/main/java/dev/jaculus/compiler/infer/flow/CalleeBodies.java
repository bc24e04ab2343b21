package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.Definition;
import dev.jaculus.compiler.infer.core.LocalNames;
import dev.jaculus.compiler.infer.core.Parameters;
import dev.jaculus.compiler.infer.core.Renaming;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Ufunc;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Variable;
import dev.jaculus.compiler.infer.ops.Ufuncs;
import dev.jaculus.compiler.infer.parallel.Callees;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The user's functions that a parallel loop calls, for who looks at what they do to the caller's arrays. */
public final class CalleeBodies implements Callees {
    /** Names that mean the same in each function, which analyses ask for. */
    private static final Set<String> KEPT = Set.of("len", "range", "prange", "get_thread_id");

    private final Scope f;
    private final Optional<Definition> inside; // the function whose calls these are; the loop's own when empty
    private final int[] made; // names are numbered throughout

    CalleeBodies(Scope f) {
        this(f, Optional.empty(), new int[1]);
    }

    private CalleeBodies(Scope f, Optional<Definition> inside, int[] made) {
        this.f = f;
        this.inside = inside;
        this.made = made;
    }

    @Override
    public Optional<Callee> of(Expr.Call call) {
        return value(call.func())
                .flatMap(this::definition)
                .filter(d -> !d.library && !d.isGenerator())
                .flatMap(d -> callee(d, call));
    }

    /** Functions of NumPy's whose first argument is written into. */
    private static final Set<String> INTO_THE_FIRST = Set.of("copyto", "fill_diagonal", "place", "put", "putmask");

    private static final Set<String> METHODS_THAT_WRITE = Set.of("fill", "sort", "partition", "put", "itemset");

    @Override
    public List<Expr> written(Expr.Call call) {
        List<Expr> all = new ArrayList<>();
        call.keywords().stream()
                .filter(keyword -> keyword.arg().equals(Optional.of("out")))
                .forEach(keyword -> all.add(keyword.value()));
        switch (function(call.func()).orElse(null)) {
            case Value.Fixed(Frozen.Attribute(String name))
            when name.startsWith("numpy.") -> {
                String own = name.substring("numpy.".length());
                Ufunc ufunc = Ufuncs.find(own);
                if (ufunc != null) {
                    call.args().stream().skip(ufunc.arity()).forEach(all::add);
                } else if (INTO_THE_FIRST.contains(own)) {
                    call.args().stream().limit(1).forEach(all::add);
                }
            }
            case Value.Fixed(Frozen.Vectorized ufunc) -> {
                int inputs =
                        ufunc.layout().map(layout -> layout.inputs().size()).orElseGet(() -> inputs(ufunc));
                call.args().stream().skip(inputs).forEach(all::add);
            }
            case null, default -> {
                if (call.func() instanceof Expr.Attribute method
                        && METHODS_THAT_WRITE.contains(method.attr())
                        && isArray(method.value())) {
                    all.add(method.value());
                }
            }
        }
        return all;
    }

    private int inputs(Frozen.Vectorized ufunc) {
        return Parameters.positional(f.functions().kernel(ufunc.function()).tree.args())
                .size();
    }

    /** What is called: a name, or an attribute of a module. */
    private Optional<Value> function(Expr function) {
        if (function instanceof Expr.Attribute(Expr base, String attribute, var _, var _)) {
            return function(base)
                    .map(module -> module instanceof Value.Fixed(Frozen.Module(String name))
                            ? new Value.Fixed(new Frozen.Attribute(name + "." + attribute))
                            : null);
        }
        return function instanceof Expr.Name ? value(function) : Optional.empty();
    }

    /** Whether it is an array, or part of one: no list has an axis to sort by name, and a loop that sorts one runs in order anyway. */
    private boolean isArray(Expr object) {
        Expr base = object;
        while (base instanceof Expr.Subscript part) {
            base = part.value();
        }
        return inside.isEmpty()
                && base instanceof Expr.Name name
                && f.env().get(name.id()).orElse(null) instanceof Variable.Typed typed
                && typed.type() instanceof dev.jaculus.compiler.types.Type.Array;
    }

    private Optional<Value> value(Expr function) {
        if (inside.isPresent()) {
            return function instanceof Expr.Name n
                    ? inside.get().names.apply(Renaming.original(n.id()))
                    : Optional.empty();
        }
        boolean plain = function instanceof Expr.Name n
                && (!f.locals().contains(n.id()) || f.env().get(n.id()).orElse(null) instanceof Variable.Static);
        return plain ? Optional.of(f.expressions().value(function)) : Optional.empty();
    }

    private Optional<Definition> definition(Value value) {
        return switch (value) {
            case Value.Fixed(Frozen.Kernel(int index)) ->
                Optional.of(f.functions().kernel(index));
            case Value.Closure closure -> Optional.of(closure.definition());
            default -> Optional.empty();
        };
    }

    private Optional<Callee> callee(Definition d, Expr.Call call) {
        Expr.Arguments parameters = d.tree.args();
        boolean plain = parameters.vararg().isEmpty()
                && parameters.kwarg().isEmpty()
                && call.args().stream().noneMatch(Expr.Starred.class::isInstance)
                && call.keywords().stream().allMatch(keyword -> keyword.arg().isPresent());
        if (!plain) {
            return Optional.empty();
        }
        String prefix = "call" + made[0]++ + "$";
        Set<String> names = new HashSet<>(Renaming.names(d.tree));
        List<String> places = new ArrayList<>();
        Parameters.positional(parameters).forEach(one -> places.add(one.arg()));
        names.addAll(places);
        names.removeAll(KEPT);
        names.removeAll(d.captures);
        Stmt.FunctionDef tree = Renaming.renamed(d.tree, names, prefix);
        Map<String, Expr> arguments = new HashMap<>();
        for (int i = 0; i < Math.min(places.size(), call.args().size()); i++) {
            arguments.put(prefix + places.get(i), call.args().get(i));
        }
        call.keywords().forEach(keyword -> arguments.put(prefix + keyword.arg().orElseThrow(), keyword.value()));
        Set<String> assigned = new HashSet<>();
        LocalNames.of(d.tree).stream()
                .filter(name -> !places.contains(name))
                .forEach(name -> assigned.add(prefix + name));
        return Optional.of(new Callee(
                d, d.name, d.file, tree.body(), arguments, assigned, new CalleeBodies(f, Optional.of(d), made)));
    }
}
