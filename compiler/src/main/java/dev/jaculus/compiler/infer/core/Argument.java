package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * What a parameter gets.
 *
 * @param omitted whether it is the parameter's default
 */
public record Argument(String name, Value value, boolean omitted) {
    /**
     * Whether it exists at run time. None never does, a default neither, and of the literals in a library call only the value counts:
     * {@code axis=0} chooses code.
     */
    public boolean passed(Definition definition) {
        if (omitted || !(value instanceof Computed c) || c.type() instanceof Type.None) {
            return false;
        }
        // A text is known to a library function only where it stands in the source.
        boolean literal =
                !(c.type() instanceof Type.Str) && c.tree() instanceof Expr.Const constant && Trees.isLiteral(constant);
        return !(literal && (definition.library || definition.literals.contains(name)));
    }

    /** For a user's function a text, a tuple with texts, or a generator is a value like any other. */
    public Argument atRunTime(Scope caller, Definition definition) {
        if (omitted || definition.library || definition.literals.contains(name)) {
            return this;
        }
        if (value instanceof Value.Generated g) {
            return new Argument(name, caller.generators().made(g, definition.tree.span()), false);
        }
        return Texts.atRunTime(value, definition.tree.span())
                .map(tree -> new Argument(name, new Computed(tree), false))
                .orElse(this);
    }

    /** A compile-time value and, as arguments of their own, those of its parts that exist at run time. */
    public List<Argument> inParts(Scope caller) {
        if (omitted || value instanceof Computed) {
            return List.of(this);
        }
        Parts.Split split = Parts.split(caller.closures().bound(value), name);
        List<Argument> all = new ArrayList<>(List.of(new Argument(name, split.shape(), false)));
        for (int i = 0; i < split.names().size(); i++) {
            Expr tree = split.trees().get(i);
            // A constant would not be passed to a library function; the part's variable needs its value there.
            Expr passed = tree instanceof Expr.Const ? new Expr.Cast(tree.type(), tree, tree.span()) : tree;
            all.add(new Argument(split.names().get(i), new Computed(passed), false));
        }
        return all;
    }

    /** What tells instances of one function apart. */
    public Object key(Definition definition) {
        if (passed(definition)) {
            return ((Computed) value).type();
        }
        return value instanceof Computed c && c.tree() instanceof Expr.Const constant
                ? constant.type() + " " + constant.value()
                : value;
    }

    /** For the instance's name. */
    public String shown(Definition definition) {
        if (passed(definition)) {
            return Describe.spelled(((Computed) value).type());
        }
        return value instanceof Computed c && c.tree() instanceof Expr.Const constant
                ? String.valueOf(constant.value())
                : Describe.value(value).replace("`", "");
    }
}
