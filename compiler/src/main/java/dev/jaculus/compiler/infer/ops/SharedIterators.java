package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Renaming;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Which iterators must remember where they are. One that a single loop uses up is a part of that loop; one that two loops share, or a
 * loop that runs again, goes on where it was left: it becomes the generator {@code (item for item in iterator)}.
 */
public final class SharedIterators {
    private SharedIterators() {}

    /** Whether a value is used up by going over it. */
    public static boolean isIterator(Value value) {
        return switch (value) {
            case Value.Iterator _, Value.Zip _, Value.Enumerate _, Value.Reversed _ -> true;
            case Value.Mapped _, Value.Filtered _ -> true;
            default -> false;
        };
    }

    /** Whether a `zip` has parts that may be one generator: then it must take an item of each before it asks the next. */
    static boolean mayMeet(Value.Zip zip) {
        return zip.parts().stream()
                        .filter(part -> part instanceof Value.Computed c && c.type() instanceof Type.Generator)
                        .count()
                > 1;
    }

    /** Whether the variable that is assigned here is gone over in more than one place or turn. */
    public static boolean isShared(String name, Value value, Stmt.Assign assignment, Stmt.FunctionDef function) {
        Set<Object> steps = Collections.newSetFromMap(new IdentityHashMap<>()); // the arguments of `next`
        Renaming.each(function.body(), Expr.Call.class, call -> {
            if (call.func() instanceof Expr.Name called && called.id().equals("next")) {
                steps.addAll(call.args());
            }
        });
        List<Expr.Name> uses = uses(name, function.body());
        long wholes = uses.stream().filter(use -> !steps.contains(use)).count();
        if (wholes == 0) {
            return !(value instanceof Value.Iterator); // `next` moves its place
        }
        return uses.size() > 1 || isInLoop(name, assignment, function.body());
    }

    private static List<Expr.Name> uses(String name, Object tree) {
        List<Expr.Name> found = new ArrayList<>();
        Renaming.each(tree, Expr.Name.class, use -> {
            if (use.id().equals(name) && use.ctx() == Expr.Context.LOAD) {
                found.add(use);
            }
        });
        return found;
    }

    /** Whether a loop uses the name again and again that does not assign it. */
    private static boolean isInLoop(String name, Stmt.Assign assignment, Object tree) {
        List<Object> turns = new ArrayList<>();
        Renaming.each(tree, Stmt.For.class, loop -> turns.add(loop.body()));
        Renaming.each(tree, Stmt.While.class, turns::add);
        return turns.stream().anyMatch(turn -> !uses(name, turn).isEmpty() && !holds(turn, assignment));
    }

    private static boolean holds(Object tree, Stmt.Assign assignment) {
        Set<Object> assignments = Collections.newSetFromMap(new IdentityHashMap<>());
        Renaming.each(tree, Stmt.Assign.class, assignments::add);
        return assignments.contains(assignment);
    }
}
