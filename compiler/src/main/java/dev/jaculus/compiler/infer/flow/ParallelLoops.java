package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.Definition;
import dev.jaculus.compiler.infer.core.Env;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Iteration;
import dev.jaculus.compiler.infer.core.LocalNames;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Variable.Typed;
import dev.jaculus.compiler.infer.parallel.Finding;
import dev.jaculus.compiler.infer.parallel.LoopPlan;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Remark;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.diagnostic.Renderer;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Loops over {@code prange} with {@code parallel=True}. The iterations are cut into pieces, each of which is a loop as any other, with variables
 * of its own. What the pieces put together is kept in an array with a place for each, and combined in their order afterwards.
 */
public final class ParallelLoops implements Topics.OfParallelLoops {
    /** Pieces for each thread: more of them even out iterations that take different times. */
    private static final long PIECES = 16;

    private final Scope f;
    private final IdentityHashMap<Object, LoopPlan> plans = new IdentityHashMap<>();
    private boolean inside;

    public ParallelLoops(Scope f) {
        this.f = f;
    }

    /** What is inferred here belongs to a loop of the other function, perhaps. */
    public void begin(ParallelLoops around) {
        inside = around.inside;
    }

    @Override
    public boolean allowed() {
        return f.definition().options.parallel() && !inside;
    }

    @Override
    public Definition form(Definition callee) {
        return callee.library ? callee.form(allowed(), f.definition().options.fastmath()) : callee;
    }

    @Override
    public boolean loop(dev.jaculus.syntax.ast.Stmt.For loop) {
        if (!f.definition().options.parallel() || !isPrange(loop.iter())) {
            return false;
        }
        if (inside) {
            remark(Remark.Kind.LOOP, "runs as `range`: it is inside a loop that runs in parallel", loop.span());
            return false;
        }
        Value.Range range = (Value.Range) f.expressions().value(loop.iter());
        OptionalLong step = Trees.literalInt(range.step());
        LoopPlan plan = plans.computeIfAbsent(
                loop,
                _ -> LoopPlan.of(
                        f.definition().tree.body(),
                        loop,
                        step.isPresent() ? Optional.of(step.getAsLong()) : Optional.empty(),
                        new CalleeBodies(f)));
        Optional<LoopPlan.Obstacle> known =
                plan.obstacle().or(() -> f.generators().shared(loop));
        if (known.isPresent()) {
            oneAfterTheOther(loop, f.iterations().of(range, loop.iter().span()), known.get());
            return true;
        }
        plan.findings().forEach(this::tell);
        Iteration counted = f.iterations().fromZero(range, loop.iter().span());
        Optional<LoopPlan.Obstacle> obstacle = run(loop, plan, counted);
        if (obstacle.isPresent()) {
            oneAfterTheOther(loop, counted, obstacle.get());
        } else if (f.reachable()) {
            f.statements().block(loop.orelse());
        }
        return true;
    }

    private boolean isPrange(dev.jaculus.syntax.ast.Expr iter) {
        return iter instanceof dev.jaculus.syntax.ast.Expr.Call call
                && (call.func() instanceof dev.jaculus.syntax.ast.Expr.Name
                        || call.func() instanceof dev.jaculus.syntax.ast.Expr.Attribute)
                && f.expressions().value(call.func()) instanceof Value.Fixed(Frozen.Attribute(String name))
                && (name.equals("jaculus.prange") || name.equals("jaculus.intrinsics.prange"));
    }

    // What the user is told.

    private void tell(Finding finding) {
        Place at = f.place(finding.at(), finding.label());
        Optional<Place> other =
                finding.other().map(one -> new Place(one.file().orElse(f.definition().file), one.at(), one.label()));
        Diagnostic diagnostic = Errors.race(at, finding.message(), other, finding.help());
        if (finding.certain()) {
            throw new Diagnostic.Failure(diagnostic);
        }
        String text = Renderer.render(diagnostic).replaceFirst("^error\\[", "warning[");
        remark(Remark.Kind.SAFETY, text, finding.at());
    }

    private void remark(Remark.Kind kind, String text, Span at) {
        if (f.definition().library) {
            return; // its lines mean nothing to the user
        }
        f.functions().remark(new Remark(kind, text, f.definition().file.path(), at.line()));
    }

    private void oneAfterTheOther(dev.jaculus.syntax.ast.Stmt.For loop, Iteration over, LoopPlan.Obstacle obstacle) {
        String text = "this prange loop runs one iteration after the other, because %s (line %d)"
                .formatted(obstacle.reason(), obstacle.at().line());
        remark(Remark.Kind.PERFORMANCE, text, loop.span());
        remark(Remark.Kind.LOOP, text, loop.span());
        f.loops().count(loop, over, loop.orelse());
    }

    private void describe(dev.jaculus.syntax.ast.Stmt.For loop, LoopPlan plan) {
        StringBuilder text = new StringBuilder("runs in parallel");
        plan.reductions()
                .forEach(one -> text.append("\n  put together from all threads: ")
                        .append(one.name())
                        .append(" (")
                        .append(one.kind().spelling())
                        .append(')'));
        List<String> own =
                plan.own().stream().filter(name -> !plan.last().contains(name)).toList();
        if (!own.isEmpty()) {
            text.append("\n  each iteration has its own: ").append(String.join(", ", own));
        }
        if (!plan.last().isEmpty()) {
            text.append("\n  as the last iteration leaves it: ").append(String.join(", ", plan.last()));
        }
        remark(Remark.Kind.LOOP, text.toString(), loop.span());
        List<String> targets = new ArrayList<>(LocalNames.ofTarget(loop.target()));
        for (String name : plan.last()) {
            if (!targets.contains(name)) {
                remark(
                        Remark.Kind.SAFETY,
                        ("Variable %s used in parallel loop may be written to simultaneously by multiple workers and may result in "
                                        + "non-deterministic or unintended results. Here it is what the last iteration leaves.")
                                .formatted(name),
                        loop.span());
            }
        }
    }

    // How it runs.

    /** Emits the loop in parallel, unless what its variables are forbids it. */
    private Optional<LoopPlan.Obstacle> run(dev.jaculus.syntax.ast.Stmt.For loop, LoopPlan plan, Iteration counted) {
        Span at = loop.iter().span();
        Env entry = f.env().copy();
        Reducing reducing = new Reducing(f, plan, at);
        Optional<String> wrong = reducing.look();
        if (wrong.isPresent()) {
            return Optional.of(new LoopPlan.Obstacle(wrong.get(), loop.span(), false));
        }
        Expr count = f.hide(counted.upper(), "count");
        long each = reducing.hasArrays() ? 0 : PIECES; // each piece has its own arrays
        Expr pieces = f.hide(
                new Expr.Native(Type.INT64, "jac_parallel_pieces", List.of(count, Trees.integer(each, at)), at),
                "pieces");
        Expr.Local from = local("from", at);
        Expr.Local to = local("to", at);
        Expr.Local piece = local("piece", at);
        Env around = f.env().copy();
        List<Stmt> body = f.collect(() -> {
            for (Expr.Local one : List.of(from, to, piece)) {
                f.env().put(one.name(), new Typed(Type.INT64, Optional.empty(), false, at));
            }
            reducing.begin(piece);
            inside = true;
            try {
                Iteration own = new Iteration(from, to, 1, Optional.empty(), counted.item());
                f.loops().count(loop, own, List.of(), () -> iteration(loop));
            } finally {
                inside = false;
            }
            if (f.reachable()) {
                reducing.end(piece, new Expr.Compare(Order.EQ, to, count, at));
            }
        });
        Optional<String> late = reducing.obstacle();
        f.env(around);
        Optional<LoopPlan.Obstacle> obstacle = late.map(why -> new LoopPlan.Obstacle(why, loop.span(), false))
                .or(() -> f.functions()
                        .changed(body, name -> entry.get(name).isPresent())
                        .map(change -> new LoopPlan.Obstacle(change.what(), change.at(), false)));
        if (obstacle.isPresent()) {
            f.env(entry);
            return obstacle;
        }
        reducing.makeRoom(pieces);
        f.emit(new Stmt.Parallel(count, pieces, from.name(), to.name(), piece.name(), body, loop.span()));
        reducing.combine(pieces);
        describe(loop, plan);
        return Optional.empty();
    }

    /** An iteration that takes long asks first whether there is still a point in it: a failure or Ctrl-C ends the loop soon. */
    private void iteration(dev.jaculus.syntax.ast.Stmt.For loop) {
        if (LoopPlan.takesLong(loop)) {
            Span at = loop.target().span();
            Expr stops = new Expr.Native(Type.INT64, "jac_parallel_stops", List.of(), at);
            Expr test = new Expr.Compare(Order.NE, stops, Trees.integer(0, at), at);
            f.statements().branch(test, () -> f.loops().continueLoop(at), () -> {}, at);
        }
        f.statements().body(loop.span(), loop.body());
    }

    private Expr.Local local(String hint, Span at) {
        return new Expr.Local(Type.INT64, f.fresh(hint), false, at);
    }
}
