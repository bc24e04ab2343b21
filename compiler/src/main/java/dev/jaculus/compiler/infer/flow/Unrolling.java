package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.Env;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.tree.Stmt.Merge;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code for x in literal_unroll(t)}: the body once for each item, so that each copy has types of its own.
 *
 * <pre>
 * for x in literal_unroll((1, "a")):        broken: {
 *     body                                      next: { x = 1; body }       # continue leaves next
 * else:                                         next: { x = "a"; body }
 *     rest                                      rest }                      # break leaves broken
 * </pre>
 *
 * Where the items have one type, it is a loop as any other.
 */
public final class Unrolling implements Topics.OfUnrolling {
    private final Scope f;

    /** Which copies of which bodies are being inferred, outermost first: what is learnt of a place in one does not hold in another. */
    private List<Object> copies = List.of();

    public Unrolling(Scope f) {
        this.f = f;
    }

    @Override
    public Object key(Object place) {
        return copies.isEmpty() ? place : List.of(copies, place);
    }

    /** The part of another function is in the copies that the function is in. */
    public void begin(Unrolling around) {
        copies = around.copies;
    }

    @Override
    public void loop(dev.jaculus.syntax.ast.Stmt.For loop, Value over) {
        Span span = loop.span();
        List<Value> items = Tuples.items(f, over, loop.iter().span());
        String broken = f.fresh("broken");
        Env before = f.env().copy();
        List<Env> breaks = new ArrayList<>();
        List<Stmt> all = f.collect(() -> {
            for (int i = 0; i < items.size() && f.reachable(); i++) {
                List<Object> outer = copies;
                copies = List.of(outer, span, i);
                try {
                    copy(loop, items.get(i), broken, breaks);
                } finally {
                    copies = outer;
                }
            }
            if (f.reachable()) {
                f.statements().block(loop.orelse());
            }
        });
        label(broken, all, before, breaks, span);
    }

    private void copy(dev.jaculus.syntax.ast.Stmt.For loop, Value item, String broken, List<Env> breaks) {
        String next = f.fresh("next");
        List<Env> continues = new ArrayList<>();
        Env before = f.env().copy();
        List<Stmt> body = f.collect(() -> f.loops().inside(broken, breaks, next, continues, () -> {
            f.assignments().assign(loop.target(), item);
            f.statements().body(loop.span(), loop.body());
        }));
        label(next, body, before, continues, loop.span());
    }

    /** Statements that some places inside leave, with these variables. */
    private void label(String label, List<Stmt> body, Env before, List<Env> leaving, Span span) {
        if (leaving.isEmpty()) {
            body.forEach(f::emit);
            return;
        }
        List<Env> ends = new ArrayList<>(leaving);
        Optional.ofNullable(f.env()).ifPresent(ends::add);
        List<Merge> merges = new ArrayList<>();
        f.env(Env.join(before, ends, merges));
        f.emit(new Stmt.Labelled(label, body, merges, span));
    }
}
