package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.infer.core.Variable.Conflict;
import dev.jaculus.compiler.infer.core.Variable.Static;
import dev.jaculus.compiler.infer.core.Variable.Typed;
import dev.jaculus.compiler.infer.core.Variable.Unknown;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt.Merge;
import dev.jaculus.compiler.types.Promotion;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The variables at one point of a function. A name that is not here has not been assigned on any path to this point. */
public final class Env {
    private final Map<String, Variable> variables;

    public Env() {
        this(new LinkedHashMap<>());
    }

    private Env(Map<String, Variable> variables) {
        this.variables = variables;
    }

    public Env copy() {
        return new Env(new LinkedHashMap<>(variables));
    }

    public Optional<Variable> get(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    public void put(String name, Variable variable) {
        variables.put(name, variable);
    }

    public void remove(String name) {
        variables.remove(name);
    }

    /** Forgets a variable, and those of its parts. */
    public void removeWithParts(String name) {
        variables.keySet().removeIf(one -> one.equals(name) || Parts.isPartOf(one, name));
    }

    public Set<String> names() {
        return variables.keySet();
    }

    /**
     * The variables where `paths` meet again that parted from `before`. One path alone meets nobody, but what it assigned must be brought along too.
     */
    public static Env join(Env before, List<Env> paths, List<Merge> merges) {
        Env joined = join(paths, merges);
        joined.variables.forEach((name, variable) -> {
            boolean listed = merges.stream().anyMatch(merge -> merge.name().equals(name));
            if (!listed && variable instanceof Typed t && before.variables.get(name) != variable) {
                merges.add(new Merge(name, t.type()));
            }
        });
        return joined;
    }

    /**
     * The variables where `paths` meet. A variable that differs between them is added to `merges`, which is what the tree tells
     * {@code build} about the place.
     */
    public static Env join(List<Env> paths, List<Merge> merges) {
        if (paths.size() == 1) {
            return paths.getFirst().copy();
        }
        Env joined = new Env();
        Set<String> names = new LinkedHashSet<>();
        paths.forEach(path -> names.addAll(path.names()));
        for (String name : names) {
            List<Variable> arriving = new ArrayList<>();
            for (Env path : paths) {
                arriving.add(path.variables.get(name));
            }
            if (name.startsWith("$") && arriving.contains(null)) {
                continue; // a hidden variable is not used beyond the path that made it
            }
            Variable variable = meet(arriving);
            joined.put(name, variable);
            boolean changed = arriving.stream().anyMatch(one -> one != variable);
            if (changed && variable instanceof Typed t) {
                merges.add(new Merge(name, t.type()));
            }
        }
        return joined;
    }

    /** One variable from what arrives on each path; null is a path that has not assigned it. */
    public static Variable meet(List<Variable> arriving) {
        Variable met = null;
        boolean absent = false;
        for (Variable variable : arriving) {
            if (variable == null) {
                absent = true;
            } else {
                met = met == null ? variable : meet(met, variable);
            }
        }
        if (met == null) {
            throw new IllegalArgumentException("a variable on no path");
        }
        return absent && met instanceof Typed t ? new Typed(t.type(), Optional.empty(), true, t.where()) : met;
    }

    private static Variable meet(Variable one, Variable other) {
        if (one == other || other instanceof Unknown) {
            return one;
        }
        if (one instanceof Unknown) {
            return other;
        }
        if (one instanceof Conflict) {
            return one;
        }
        if (other instanceof Conflict) {
            return other;
        }
        if (one instanceof Static a && other instanceof Static b) {
            if (a.value().equals(b.value())) {
                return one;
            }
            return Parts.meet(a.value(), b.value())
                    .<Variable>map(both -> new Static(both, a.where()))
                    .orElseGet(() -> new Conflict(one, other));
        }
        if (one instanceof Typed a && other instanceof Typed b) {
            Optional<Type> type = Promotion.merge(a.type(), b.type());
            if (type.isEmpty()) {
                return new Conflict(one, other);
            }
            return new Typed(
                    type.get(),
                    sameLiteral(a, b),
                    a.maybeUnbound() || b.maybeUnbound(),
                    type.get().equals(b.type()) && !type.get().equals(a.type()) ? b.where() : a.where());
        }
        return new Conflict(one, other);
    }

    private static Optional<Expr.Const> sameLiteral(Typed a, Typed b) {
        boolean same = a.literal().isPresent()
                && b.literal().isPresent()
                && a.literal().get().type().equals(b.literal().get().type())
                && Objects.equals(a.literal().get().value(), b.literal().get().value()); // None's is null
        return same ? a.literal() : Optional.empty();
    }

    /** Whether the variables have the same types; where they were assigned does not matter. */
    public boolean sameTypes(Env other) {
        if (!names().equals(other.names())) {
            return false;
        }
        return variables.entrySet().stream()
                .allMatch(entry -> sameType(entry.getValue(), other.variables.get(entry.getKey())));
    }

    private static boolean sameType(Variable one, Variable other) {
        if (one instanceof Typed a && other instanceof Typed b) {
            return a.type().equals(b.type())
                    && a.maybeUnbound() == b.maybeUnbound()
                    && a.literal().map(Expr.Const::value).equals(b.literal().map(Expr.Const::value));
        }
        if (one instanceof Static a && other instanceof Static b) {
            return a.value().equals(b.value());
        }
        return one.getClass() == other.getClass();
    }
}
