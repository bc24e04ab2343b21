package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which expressions do something that others see: write arrays or lists that were there before, or ask the host. What stands before such an
 * operand must be computed before it, and is not one loop with what stands behind.
 */
final class SideEffects {
    private final Function<String, List<Stmt>> bodies;
    private final Map<String, Boolean> functions = new HashMap<>();

    SideEffects(Function<String, List<Stmt>> bodies) {
        this.bodies = bodies;
    }

    /** Whether evaluating it may change what other expressions give, or shows something outside. */
    boolean in(Expr tree) {
        boolean[] found = {false};
        Trees.each(tree, Expr.class, part -> found[0] |= happens(part));
        return found[0];
    }

    private boolean happens(Expr part) {
        return switch (part) {
            case Expr.HostCall _, Expr.Advance _ -> true;
            case Expr.Call call -> function(call.instance());
            default -> false;
        };
    }

    private boolean function(String instance) {
        Boolean known = functions.get(instance);
        if (known != null) {
            return known;
        }
        List<Stmt> body = bodies.apply(instance);
        if (body.isEmpty()) {
            return true; // it is being inferred: a recursion
        }
        functions.put(instance, true);
        boolean acts = of(body);
        functions.put(instance, acts);
        return acts;
    }

    /** Whether these statements do; what they make themselves is their own. */
    boolean of(List<Stmt> body) {
        Set<String> own = made(body);
        boolean[] found = {false};
        Trees.each(
                body,
                Stmt.class,
                statement -> found[0] |= switch (statement) {
                    case Stmt.StoreElement s -> !isOwn(s.array(), own);
                    case Stmt.StoreArray s -> !isOwn(s.target(), own);
                    case Stmt.StoreItem s -> !isOwn(s.list(), own);
                    case Stmt.ResizeList s -> !isOwn(s.list(), own);
                    case Stmt.StoreField s -> !isOwn(s.object(), own);
                    case Stmt.Suspend _ -> true;
                    default -> false;
                });
        Trees.each(body, Expr.class, part -> found[0] |= happens(part));
        return found[0];
    }

    /** The variables that only ever hold arrays and lists that are made here. */
    private static Set<String> made(List<Stmt> body) {
        Set<String> made = new HashSet<>();
        List<String> others = new ArrayList<>();
        Trees.each(body, Stmt.Assign.class, s -> {
            if (isFresh(s.value())) made.add(s.name());
            else others.add(s.name());
        });
        others.forEach(made::remove);
        return made;
    }

    private static boolean isFresh(Expr value) {
        return switch (value) {
            case Expr.NewArray _,
                    Expr.Filled _,
                    Expr.Elementwise _,
                    Expr.NewList _,
                    Expr.ListLiteral _,
                    Expr.NewObject _ -> true;
            case Expr.Let let -> isFresh(let.body());
            default -> false;
        };
    }

    private static boolean isOwn(Expr target, Set<String> own) {
        return switch (target) {
            case Expr.Local local -> own.contains(local.name());
            case Expr.View view -> isOwn(view.array(), own);
            case Expr.Transpose turned -> isOwn(turned.array(), own);
            case Expr.Reshape reshaped -> isOwn(reshaped.array(), own);
            case Expr.Strided strided -> isOwn(strided.array(), own);
            default -> false;
        };
    }
}
