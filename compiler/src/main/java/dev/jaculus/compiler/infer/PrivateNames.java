package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.infer.core.Nodes;
import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import java.util.List;
import java.util.Optional;

/** Attributes that are a class's own: {@code self.__name} in the class C is {@code _C__name} everywhere else. */
final class PrivateNames {
    private final String prefix;

    private PrivateNames(String prefix) {
        this.prefix = prefix;
    }

    /** The function as it is written in this class. */
    static Stmt.FunctionDef mangled(Stmt.FunctionDef function, String inClass) {
        return (Stmt.FunctionDef) new PrivateNames("_" + inClass.replaceFirst("^_+", "")).change(function);
    }

    private Object change(Object node) {
        return switch (node) {
            case Expr.Attribute a
            when a.attr().startsWith("__") && !a.attr().endsWith("__") ->
                new Expr.Attribute((Expr) change(a.value()), prefix + a.attr(), a.ctx(), a.span());
            case List<?> list -> list.stream().map(this::change).toList();
            case Optional<?> optional -> optional.map(this::change);
            case Record tree -> Nodes.changed(tree, this::change);
            default -> node;
        };
    }
}
