package dev.jaculus.compiler.infer.parallel;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a {@code prange} loop can run.
 *
 * @param obstacle why its iterations must run one after the other, if they must
 * @param reductions what its pieces put together
 * @param own the variables that every iteration has for itself
 * @param last those of them whose value after the loop is read: the last iteration's
 * @param findings what goes wrong when it runs in parallel
 */
public record LoopPlan(
        Optional<Obstacle> obstacle,
        List<Reduction> reductions,
        Set<String> own,
        Set<String> last,
        List<Finding> findings) {
    /** A reason for running a loop as {@code range}, in words that follow "because". */
    public record Obstacle(String reason, Span at, boolean exits) {}

    /** Looks at one loop of a function; `step` is its step where that is written as a number. */
    public static LoopPlan of(List<Stmt> function, Stmt.For loop, Optional<Long> step, Callees callees) {
        return new Planner(function, loop, step, callees).plan();
    }

    /** Whether an iteration may take long: it has a loop of its own. */
    public static boolean takesLong(Stmt.For loop) {
        boolean[] found = new boolean[1];
        Source.eachStatement(loop.body(), s -> found[0] |= s instanceof Stmt.For || s instanceof Stmt.While);
        return found[0];
    }

    private static final class Planner {
        private final List<Stmt> function;
        private final Stmt.For loop;
        private final Optional<Long> step;
        private final Callees callees;
        private final Set<String> assigned = new LinkedHashSet<>();
        private final Set<String> targets = new LinkedHashSet<>();
        private final List<Finding> findings = new ArrayList<>();
        private final List<Reduction> reductions = new ArrayList<>();
        private final Set<String> own = new LinkedHashSet<>();
        private final Set<String> last = new LinkedHashSet<>();
        private Optional<Obstacle> obstacle = Optional.empty();

        Planner(List<Stmt> function, Stmt.For loop, Optional<Long> step, Callees callees) {
            this.function = function;
            this.loop = loop;
            this.step = step;
            this.callees = callees;
            Source.assigned(loop.target(), targets::add);
            assigned.addAll(targets);
            Source.eachStatement(loop.body(), s -> Source.assigned(s, assigned::add));
        }

        LoopPlan plan() {
            exits(loop.body(), true);
            if (obstacle.isEmpty()) {
                variables();
                arrays();
            }
            return new LoopPlan(obstacle, reductions, own, last, findings);
        }

        /** Ways out of the body other than its end. */
        private void exits(List<Stmt> block, boolean breaksLoop) {
            for (Stmt statement : block) {
                switch (statement) {
                    case Stmt.Break s when breaksLoop -> stop("`break` leaves it", s.span());
                    case Stmt.Return s -> stop("`return` leaves it", s.span());
                    case Stmt.Raise s -> stop("`raise` leaves it", s.span());
                    case Stmt.Assert s -> stop("`assert` may leave it", s.span());
                    case Stmt.For s -> {
                        exits(s.body(), false);
                        exits(s.orelse(), breaksLoop);
                    }
                    case Stmt.While s -> {
                        exits(s.body(), false);
                        exits(s.orelse(), breaksLoop);
                    }
                    case Stmt.FunctionDef _ -> {}
                    default -> Source.blocks(statement).forEach(inner -> exits(inner, breaksLoop));
                }
            }
        }

        private void stop(String reason, Span at) {
            if (obstacle.isEmpty()) {
                obstacle = Optional.of(new Obstacle(reason, at, true));
            }
        }

        private void variables() {
            Stmt first = new Stmt.Assign(
                    List.of(loop.target()),
                    new Expr.Constant(new Expr.Literal.None(), Optional.empty(), Span.NONE),
                    Span.NONE);
            List<Stmt> iteration = new ArrayList<>(List.of(first));
            iteration.addAll(loop.body());
            Uses uses = Uses.of(iteration);
            Set<String> live = Uses.liveAfter(function, loop);
            for (String name : assigned) {
                Optional<Uses.Exposed> exposed = uses.exposed(name);
                Optional<Reduction> reduction =
                        exposed.isPresent() ? Reduction.of(loop.body(), name) : Optional.empty();
                if (reduction.isPresent()) {
                    reductions.add(reduction.get());
                    continue;
                }
                exposed.ifPresent(one -> carried(name, one));
                own.add(name);
                if (live.contains(name)) {
                    last.add(name);
                    if (!uses.assigns(name) && obstacle.isEmpty()) {
                        obstacle = Optional.of(new Obstacle(
                                "`%s`, which is read after the loop, is not assigned in every iteration"
                                        .formatted(name),
                                assignment(name),
                                false));
                    }
                }
            }
        }

        private void carried(String name, Uses.Exposed exposed) {
            Span at = assignment(name);
            String help =
                    "let each iteration compute it from the loop's variable, combine with `%s += ...`, or use `range`"
                            .formatted(name);
            if (exposed.certain()) {
                findings.add(new Finding(
                        true,
                        "the iterations of this prange loop depend on each other through `" + name + "`",
                        exposed.at(),
                        "reads the `" + name + "` of another iteration",
                        Optional.of(new Finding.Other(at, "which assigns it here")),
                        help));
            } else {
                findings.add(new Finding(
                        false,
                        "`%s` may be read before the iteration has assigned it".formatted(name),
                        exposed.at(),
                        "another iteration's `" + name + "`, where this one has not assigned it",
                        Optional.of(new Finding.Other(at, "assigned here, not on every way")),
                        "assign `" + name + "` at the start of each iteration"));
            }
        }

        private Span assignment(String name) {
            Span[] found = new Span[1];
            Source.eachStatement(
                    loop.body(),
                    s -> Source.assigned(s, one -> {
                        if (one.equals(name) && found[0] == null) {
                            found[0] =
                                    s instanceof Stmt.For inner ? inner.target().span() : s.span();
                        }
                    }));
            return found[0] == null ? loop.target().span() : found[0];
        }

        /** Arrays whose every element is combined, and then all other writing to places of arrays. */
        private void arrays() {
            Set<String> written = new LinkedHashSet<>();
            Source.eachStatement(loop.body(), s -> {
                Expr target = s instanceof Stmt.AugAssign a
                        ? a.target()
                        : s instanceof Stmt.Assign a && a.targets().size() == 1
                                ? a.targets().getFirst()
                                : null;
                if (target instanceof Expr.Subscript sub
                        && sub.value() instanceof Expr.Name n
                        && Reduction.isWhole(sub.slice())
                        && !assigned.contains(n.id())) {
                    written.add(n.id());
                }
            });
            for (String name : written) {
                Reduction.of(loop.body(), name).ifPresent(reductions::add);
            }
            Set<String> reduced = new LinkedHashSet<>();
            reductions.forEach(one -> reduced.add(one.name()));
            findings.addAll(new Races(loop, step, assigned, reduced, callees).find());
        }
    }
}
