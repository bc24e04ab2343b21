package dev.jaculus.compiler.infer.parallel;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which names a block reads before it has assigned them, and which it has assigned wherever it ends. */
final class Uses {
    /**
     * A read of a value from before the block.
     *
     * @param certain whether no assignment inside the block may come before it
     */
    record Exposed(Span at, boolean certain) {}

    private final Map<String, Exposed> exposed = new LinkedHashMap<>();
    private final Set<String> perhaps = new HashSet<>(); // assigned on some way to here
    private final List<Set<String>> continues = new ArrayList<>();
    private Set<String> assigned = new HashSet<>(); // on every way to here; null where control does not come
    private int depth;

    private Uses() {}

    static Uses of(List<Stmt> block) {
        Uses uses = new Uses();
        uses.block(block);
        return uses;
    }

    Map<String, Exposed> exposed() {
        return exposed;
    }

    Optional<Exposed> exposed(String name) {
        return Optional.ofNullable(exposed.get(name));
    }

    /** Whether a name has a new value wherever the block ends, as the body of a loop. */
    boolean assigns(String name) {
        return (assigned == null || assigned.contains(name))
                && continues.stream().allMatch(one -> one.contains(name));
    }

    /** The names that are read after a statement, or before it in another round of a loop around it, with the values it leaves. */
    static Set<String> liveAfter(List<Stmt> function, Stmt statement) {
        Set<String> live = new HashSet<>();
        after(function, statement, live, new HashSet<>());
        return live;
    }

    /** Whether the statement is in the block; then all that follows it there has been looked at. */
    private static boolean after(List<Stmt> block, Stmt statement, Set<String> live, Set<String> dead) {
        for (int i = 0; i < block.size(); i++) {
            Stmt one = block.get(i);
            boolean found = one == statement; // the very one: two loops may look the same
            for (List<Stmt> inner : found ? List.<List<Stmt>>of() : Source.blocks(one)) {
                if (after(inner, statement, live, dead)) {
                    found = true;
                    if (one instanceof Stmt.For || one instanceof Stmt.While) {
                        follow(List.of(one), live, dead);
                    }
                    break;
                }
            }
            if (found) {
                follow(block.subList(i + 1, block.size()), live, dead);
                return true;
            }
        }
        return false;
    }

    private static void follow(List<Stmt> rest, Set<String> live, Set<String> dead) {
        Uses uses = of(rest);
        uses.exposed.keySet().stream().filter(name -> !dead.contains(name)).forEach(live::add);
        if (uses.assigned != null) {
            dead.addAll(uses.assigned);
        }
    }

    private void block(List<Stmt> block) {
        for (Stmt statement : block) {
            if (assigned == null) {
                return;
            }
            statement(statement);
        }
    }

    private void statement(Stmt statement) {
        switch (statement) {
            case Stmt.Assign s -> {
                read(s.value());
                s.targets().forEach(this::assign);
            }
            case Stmt.AnnAssign s -> {
                s.value().ifPresent(this::read);
                if (s.value().isPresent()) {
                    assign(s.target());
                }
            }
            case Stmt.AugAssign s -> {
                read(s.target());
                read(s.value());
                assign(s.target());
            }
            case Stmt.If s -> {
                read(s.test());
                Set<String> before = assigned;
                assigned = new HashSet<>(before);
                block(s.body());
                Set<String> then = assigned;
                assigned = new HashSet<>(before);
                block(s.orelse());
                assigned = both(then, assigned);
            }
            case Stmt.For s -> {
                read(s.iter());
                inside(s.body(), s.target(), Source.runs(s.iter()));
                block(s.orelse());
            }
            case Stmt.While s -> {
                perhapsAssigned(s.body());
                read(s.test());
                inside(s.body(), null, false);
                block(s.orelse());
            }
            case Stmt.Break _, Stmt.Return _, Stmt.Raise _ -> {
                Source.expressions(statement).forEach(this::read);
                assigned = null;
            }
            case Stmt.Continue _ -> {
                if (depth == 0) {
                    continues.add(assigned);
                }
                assigned = null;
            }
            case Stmt.FunctionDef s -> {
                Source.eachStatement(s.body(), one -> Source.expressions(one).forEach(this::read));
                put(s.name());
            }
            default -> {
                Source.expressions(statement).forEach(this::read);
                Source.assigned(statement, this::put);
                Set<String> before = assigned;
                for (List<Stmt> inner :
                        Source.blocks(statement)) { // try, with, match: any of their blocks may end early
                    assigned = new HashSet<>(before);
                    block(inner);
                }
                assigned = before;
            }
        }
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        one.retainAll(other);
        return one;
    }

    /** The body of a loop, which may never run unless `runs`, and may run again after what it assigns. */
    private void inside(List<Stmt> body, Expr target, boolean runs) {
        Set<String> before = assigned;
        assigned = new HashSet<>(before);
        perhapsAssigned(body);
        if (target != null) {
            assign(target);
        }
        depth++;
        block(body);
        depth--;
        // What every iteration assigns is assigned after the loop; not where an iteration may end early.
        boolean plain = runs && !Source.mayEndEarly(body);
        assigned = plain && assigned != null ? assigned : before;
    }

    private void perhapsAssigned(List<Stmt> body) {
        Source.eachStatement(body, one -> Source.assigned(one, perhaps::add));
    }

    private void assign(Expr target) {
        switch (target) {
            case Expr.Name n -> put(n.id());
            case Expr.Tuple t -> t.elts().forEach(this::assign);
            case Expr.ListExpr l -> l.elts().forEach(this::assign);
            case Expr.Starred s -> assign(s.value());
            default -> Source.parts(target).forEach(this::read);
        }
    }

    private void put(String name) {
        perhaps.add(name);
        if (assigned != null) {
            assigned.add(name);
        }
    }

    private void read(Expr expression) {
        if (expression instanceof Expr.Name n) {
            if (assigned != null && !assigned.contains(n.id())) {
                Exposed here = new Exposed(n.span(), !perhaps.contains(n.id()));
                exposed.merge(n.id(), here, (old, now) -> old.certain() || !now.certain() ? old : now);
            }
            return;
        }
        if (expression instanceof Expr.NamedExpr named) {
            read(named.value());
            assign(named.target());
            return;
        }
        if (expression instanceof Expr.ListComp
                || expression instanceof Expr.SetComp
                || expression instanceof Expr.GeneratorExp
                || expression instanceof Expr.DictComp) {
            Set<String> before = assigned;
            assigned = new HashSet<>(before);
            for (Expr part : Source.parts(expression)) {
                if (part instanceof Expr.Name n && n.ctx() == Expr.Context.STORE) {
                    assigned.add(n.id());
                } else if (part instanceof Expr.Tuple t && t.ctx() == Expr.Context.STORE) {
                    Source.assigned(t, assigned::add);
                } else {
                    read(part);
                }
            }
            assigned = before;
            return;
        }
        Source.parts(expression).forEach(this::read);
    }
}
