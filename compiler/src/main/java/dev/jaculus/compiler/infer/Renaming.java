package dev.jaculus.compiler.infer;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A syntax tree with other names for some variables: where one function's body becomes a part of another's. */
final class Renaming {
    private final Set<String> names;
    private final String prefix;

    private Renaming(Set<String> names, String prefix) {
        this.names = names;
        this.prefix = prefix;
    }

    /** The function with `prefix` before the names of these variables. */
    static Stmt.FunctionDef renamed(Stmt.FunctionDef function, Set<String> names, String prefix) {
        return (Stmt.FunctionDef) new Renaming(names, prefix).change(function);
    }

    /** Whether a node of this kind is in the tree. */
    static boolean contains(Object node, Class<?> kind) {
        return kind.isInstance(node) || parts(node).anyMatch(part -> contains(part, kind));
    }

    private static Stream<?> parts(Object node) {
        return switch (node) {
            case List<?> list -> list.stream();
            case Optional<?> optional -> optional.stream();
            case Record tree ->
                Arrays.stream(tree.getClass().getRecordComponents()).map(part -> read(tree, part));
            default -> Stream.of();
        };
    }

    private Object change(Object node) {
        return switch (node) {
            case Expr.Name name
            when names.contains(name.id()) -> new Expr.Name(prefix + name.id(), name.ctx(), name.span());
            case Expr.Arg arg
            when names.contains(arg.arg()) -> new Expr.Arg(prefix + arg.arg(), arg.annotation(), arg.span());
            case List<?> list -> list.stream().map(this::change).toList();
            case Optional<?> optional -> optional.map(this::change);
            case Record tree -> rebuilt(tree);
            default -> node;
        };
    }

    private Object rebuilt(Record tree) {
        RecordComponent[] parts = tree.getClass().getRecordComponents();
        Object[] changed =
                Arrays.stream(parts).map(part -> change(read(tree, part))).toArray();
        try {
            Class<?>[] types =
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = tree.getClass().getDeclaredConstructor(types);
            return constructor.newInstance(changed);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e); // the records of the syntax tree are public
        }
    }

    private static Object read(Record tree, RecordComponent part) {
        try {
            return part.getAccessor().invoke(tree);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
