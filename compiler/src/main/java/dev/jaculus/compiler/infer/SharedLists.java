package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.infer.core.Nodes;
import dev.jaculus.compiler.infer.core.Renaming;
import dev.jaculus.compiler.infer.core.SharedChange;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Function;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Changes of lists and objects that the iterations of a parallel loop share: other lengths, items that are references, fields. They have no lock, so that
 * two threads which did so would lose items or memory; plain items that are stored at places of their own are safe, as in arrays.
 *
 * <p>Where a value comes from is a set of names: the variables from outside whose lists it may be or hold; of a function the parameters. What is
 * made inside comes from nowhere. A function is looked at once, and one that calls itself is held to do anything.
 */
final class SharedLists {
    /** What a function does with the lists of its arguments, by the parameters' numbers. */
    private record Summary(Set<Integer> changed, Set<Integer> returned, boolean others) {}

    private final java.util.function.Function<String, Optional<Function>> program;
    private final Map<String, Summary> functions = new HashMap<>();

    SharedLists(java.util.function.Function<String, Optional<Function>> program) {
        this.program = program;
    }

    /** The first change in a loop's body; `outside` says which variables are there before it. */
    Optional<SharedChange> changed(List<Stmt> body, Predicate<String> outside) {
        Walk walk = new Walk(body, outside);
        walk.look(body);
        return walk.changes.stream().findFirst().map(found -> {
            String name = found.roots().iterator().next();
            String list = Renaming.original(name);
            return new SharedChange(
                    found.what().text.formatted(list.isEmpty() || name.startsWith("$") ? "that it is given" : list),
                    found.at());
        });
    }

    private Summary summary(String instance) {
        Summary known = functions.get(instance);
        if (known != null) {
            return known;
        }
        Optional<Function> function = program.apply(instance);
        if (function.isEmpty()) {
            return new Summary(Set.of(), Set.of(), true);
        }
        functions.put(instance, new Summary(Set.of(), Set.of(), true));
        List<String> parameters = function.get().parameters().stream()
                .map(Function.Parameter::name)
                .toList();
        Walk walk = new Walk(function.get().body(), parameters::contains);
        walk.look(function.get().body());
        Set<Integer> changed = new HashSet<>();
        walk.changes.forEach(one -> one.roots().forEach(name -> changed.add(parameters.indexOf(name))));
        Set<Integer> returned = new HashSet<>();
        Trees.each(
                function.get().body(),
                Stmt.Return.class,
                one -> walk.roots(one.value()).forEach(name -> returned.add(parameters.indexOf(name))));
        Summary found = new Summary(changed, returned, false);
        functions.put(instance, found);
        return found;
    }

    /** How something is changed, in words. */
    private enum What {
        LENGTH("it changes the length of the list `%s`"),
        ITEMS("it stores items of the list `%s`"),
        OBJECT("it changes the object `%s`");

        private final String text;

        What(String text) {
            this.text = text;
        }
    }

    private record Found(Set<String> roots, What what, Span at) {}

    /** One body. */
    private final class Walk {
        private final Predicate<String> outside;
        private final Map<String, Set<String>> variables = new HashMap<>();
        private final List<Found> changes = new ArrayList<>();

        Walk(List<Stmt> body, Predicate<String> outside) {
            this.outside = outside;
            // A variable comes from wherever one of its values does: up to the least fixed point.
            boolean[] grown = {true};
            while (grown[0]) {
                grown[0] = false;
                Trees.each(body, Stmt.Assign.class, s -> grown[0] |= bind(s.name(), s.value()));
                Trees.each(body, Expr.Let.class, let -> grown[0] |= bind(let.name(), let.value()));
                // What holds another's is as good as that.
                Trees.each(body, Stmt.StoreItem.class, s -> grown[0] |= holds(s.list(), s.value()));
                Trees.each(body, Stmt.StoreField.class, s -> grown[0] |= holds(s.object(), s.value()));
            }
        }

        private boolean holds(Expr container, Expr value) {
            return container instanceof Expr.Local local && !outside.test(local.name()) && bind(local.name(), value);
        }

        private boolean bind(String name, Expr value) {
            return variables.computeIfAbsent(name, _ -> new LinkedHashSet<>()).addAll(roots(value));
        }

        void look(List<Stmt> body) {
            Trees.each(body, Stmt.class, statement -> {
                switch (statement) {
                    case Stmt.ResizeList s -> add(roots(s.list()), What.LENGTH, s.span());
                    case Stmt.StoreItem s -> {
                        if (isReference(s.value().type())) {
                            add(roots(s.list()), What.ITEMS, s.span());
                        }
                    }
                    case Stmt.StoreField s -> add(roots(s.object()), What.OBJECT, s.span());
                    default -> {}
                }
            });
            Trees.each(body, Expr.class, this::call);
        }

        private void add(Set<String> roots, What what, Span at) {
            if (!roots.isEmpty()) {
                changes.add(new Found(roots, what, at));
            }
        }

        private void call(Expr part) {
            switch (part) {
                case Expr.Call call -> {
                    Summary does = summary(call.instance());
                    for (int k = 0; k < call.arguments().size(); k++) {
                        if (does.others() || does.changed().contains(k)) {
                            Expr argument = call.arguments().get(k);
                            boolean object = argument.type() instanceof Type.Instance;
                            add(roots(argument), object ? What.OBJECT : What.LENGTH, call.span());
                        }
                    }
                }
                case Expr.HostCall call -> {
                    if (call.kind().equals("objmode")) {
                        call.arguments().forEach(argument -> add(roots(argument), What.LENGTH, call.span()));
                    }
                }
                default -> {}
            }
        }

        /** The variables from outside whose lists a value may be or hold. */
        Set<String> roots(Expr value) {
            if (!hasLists(value.type())) {
                return Set.of();
            }
            return switch (value) {
                case Expr.NewList _ -> Set.of();
                case Expr.Local local
                when outside.test(local.name()) -> {
                    Set<String> all = new LinkedHashSet<>(variables.getOrDefault(local.name(), Set.of()));
                    all.add(local.name());
                    yield all;
                }
                case Expr.Local local -> variables.getOrDefault(local.name(), Set.of());
                case Expr.Let let -> roots(let.body());
                case Expr.Call call -> {
                    Summary does = summary(call.instance());
                    Set<String> all = new LinkedHashSet<>();
                    for (int k = 0; k < call.arguments().size(); k++) {
                        if (does.others() || does.returned().contains(k)) {
                            all.addAll(roots(call.arguments().get(k)));
                        }
                    }
                    yield all;
                }
                // What is made of parts, or chosen among them, or taken from one.
                default -> {
                    Set<String> all = new LinkedHashSet<>();
                    Nodes.of(value).forEach(part -> parts(part, all));
                    yield all;
                }
            };
        }

        private void parts(Object part, Set<String> all) {
            if (part instanceof Expr inner) {
                all.addAll(roots(inner));
            } else if (part instanceof List<?> several) {
                several.forEach(one -> parts(one, all));
            }
        }
    }

    private static boolean hasLists(Type type) {
        return switch (type) {
            case Type.ListOf _, Type.Generator _, Type.Instance _ -> true;
            case Type.Tuple tuple -> tuple.items().stream().anyMatch(SharedLists::hasLists);
            case Type.Optional optional -> hasLists(optional.item());
            case Type.Scalar _, Type.None _, Type.Str _, Type.Array _ -> false;
        };
    }

    private static boolean isReference(Type type) {
        return switch (type) {
            case Type.ListOf _, Type.Generator _, Type.Array _, Type.Str _, Type.Instance _ -> true;
            case Type.Tuple tuple -> tuple.items().stream().anyMatch(SharedLists::isReference);
            case Type.Optional optional -> isReference(optional.item());
            case Type.Scalar _, Type.None _ -> false;
        };
    }
}
