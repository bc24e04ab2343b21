package dev.jaculus.compiler.infer.core;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A syntax tree with other names for some variables: of a function whose body becomes a part of another's, and of a
 * comprehension.
 */
public final class Renaming {
    private final Set<String> names;
    private final String prefix;

    private Renaming(Set<String> names, String prefix) {
        this.names = names;
        this.prefix = prefix;
    }

    /** The tree with `prefix` before the names of these variables, which no name in Python has. */
    @SuppressWarnings("unchecked") // a record becomes one of its own class
    public static <T extends Record> T renamed(T tree, Set<String> names, String prefix) {
        return (T) new Renaming(names, prefix).change(tree);
    }

    public static boolean isRenamed(String name) {
        return name.indexOf('$') >= 0;
    }

    /** The name as the user wrote it. */
    public static String original(String name) {
        return name.substring(name.lastIndexOf('$') + 1);
    }

    /** The names that are read or assigned in a tree. */
    public static Set<String> names(Object tree) {
        Set<String> found = new LinkedHashSet<>();
        each(tree, Expr.Name.class, name -> found.add(name.id()));
        return found;
    }

    /** Whether a node of this kind is in the tree. */
    public static boolean contains(Object node, Class<?> kind) {
        return kind.isInstance(node) || Nodes.of(node).anyMatch(part -> contains(part, kind));
    }

    /** Does something with each node of a kind. */
    public static <T> void each(Object node, Class<T> kind, Consumer<T> use) {
        if (kind.isInstance(node)) {
            use.accept(kind.cast(node));
        }
        Nodes.of(node).forEach(part -> each(part, kind, use));
    }

    /** Whether a node of this kind is in the tree, but not in a function inside. */
    public static boolean containsItself(Object node, Class<?> kind) {
        boolean other = node instanceof Stmt.FunctionDef || node instanceof Expr.Lambda;
        return !other && (kind.isInstance(node) || Nodes.of(node).anyMatch(part -> containsItself(part, kind)));
    }

    private Object change(Object node) {
        return switch (node) {
            case Expr.Name name
            when names.contains(name.id()) -> new Expr.Name(prefix + name.id(), name.ctx(), name.span());
            case Expr.Arg arg
            when names.contains(arg.arg()) -> new Expr.Arg(prefix + arg.arg(), arg.annotation(), arg.span());
            case Stmt.ExceptHandler e ->
                new Stmt.ExceptHandler(changed(e.type()), e.name().map(this::named), changed(e.body()), e.span());
            case Stmt.Pattern.MatchAs p ->
                new Stmt.Pattern.MatchAs(changed(p.pattern()), p.name().map(this::named), p.span());
            case Stmt.Pattern.MatchStar p -> new Stmt.Pattern.MatchStar(p.name().map(this::named), p.span());
            case Stmt.Alias a ->
                new Stmt.Alias(a.name(), Optional.of(named(a.asname().orElse(a.name()))), a.span());
            case List<?> list -> list.stream().map(this::change).toList();
            case Optional<?> optional -> optional.map(this::change);
            case Record tree -> Nodes.changed(tree, this::change);
            default -> node;
        };
    }

    private String named(String name) {
        return names.contains(name) ? prefix + name : name;
    }

    @SuppressWarnings("unchecked") // a changed node is of the same class
    private <T> T changed(T node) {
        return (T) change(node);
    }
}
