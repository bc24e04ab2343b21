package dev.jaculus.compiler.infer.core;

import dev.jaculus.syntax.source.Span;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the nodes of a syntax tree are made of, so that a walk needs no case for each kind of node. Reflection says it, and is asked once
 * for each class: asking each time took a tenth of a compilation.
 */
public final class Nodes {
    private static final ClassValue<Nodes> OF = new ClassValue<>() {
        @Override
        protected Nodes computeValue(Class<?> node) {
            return new Nodes(node);
        }
    };

    private final Method[] all;
    /** Those that can hold nodes. */
    private final Method[] trees;

    private final Constructor<?> constructor;

    private Nodes(Class<?> node) {
        RecordComponent[] components = node.getRecordComponents();
        all = Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
        trees = Arrays.stream(all)
                .filter(part -> holdsNodes(part.getReturnType()))
                .toArray(Method[]::new);
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            constructor = node.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e); // every record has it
        }
    }

    private static boolean holdsNodes(Class<?> type) {
        return !type.isPrimitive() && !type.isEnum() && type != String.class && type != Span.class;
    }

    /** A node's own nodes, a list's items, what an optional holds. */
    public static Stream<?> of(Object node) {
        return switch (node) {
            case List<?> list -> list.stream();
            case Optional<?> optional -> optional.stream();
            case Record tree -> Arrays.stream(OF.get(tree.getClass()).trees).map(part -> read(tree, part));
            case null, default -> Stream.of(); // null: the constant None
        };
    }

    /** The node with each of its parts changed. */
    public static Record changed(Record node, UnaryOperator<Object> change) {
        Nodes kind = OF.get(node.getClass());
        Object[] changed = new Object[kind.all.length];
        for (int i = 0; i < changed.length; i++) {
            Object part = read(node, kind.all[i]);
            changed[i] = holdsNodes(kind.all[i].getReturnType()) ? change.apply(part) : part;
        }
        try {
            return (Record) kind.constructor.newInstance(changed);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e); // the records of the syntax tree are public
        }
    }

    private static Object read(Record tree, Method part) {
        try {
            return part.invoke(tree);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
