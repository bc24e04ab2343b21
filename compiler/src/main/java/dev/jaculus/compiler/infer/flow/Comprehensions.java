package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Iteration;
import dev.jaculus.compiler.infer.core.LocalNames;
import dev.jaculus.compiler.infer.core.LoopBody;
import dev.jaculus.compiler.infer.core.NotYet;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Variable.Typed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.ListSite;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr.Comprehension;
import dev.jaculus.syntax.ast.Expr.ListComp;
import dev.jaculus.syntax.source.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** List comprehensions: a loop that appends to a new list. Their variables are their own, and so have names of their own. */
public final class Comprehensions implements Topics.OfComprehensions {
    private final Scope f;

    public Comprehensions(Scope f) {
        this.f = f;
    }

    @Override
    public Value list(ListComp written) {
        Span span = written.span();
        // What the first `for` goes over is evaluated outside.
        Comprehension outermost = written.generators().getFirst();
        Iteration first = f.iterations()
                .of(f.expressions().value(outermost.iter()), outermost.iter().span());
        boolean all = written.generators().size() == 1 && outermost.ifs().isEmpty();
        Set<String> own = new LinkedHashSet<>();
        ListComp e = f.definition().comprehension(written);
        e.generators().forEach(part -> own.addAll(LocalNames.ofTarget(part.target())));
        f.locals().addAll(own);
        return make(span, all ? room(first, span) : Trees.integer(0, span), append -> {
            generate(e, 0, Optional.of(first), append);
            if (f.reachable()) {
                own.forEach(f.env()::removeWithParts);
            }
        });
    }

    @Override
    public Value collected(Value over, Span span) {
        Iteration items = f.iterations().of(over, span);
        String name = f.fresh("item");
        var target = new dev.jaculus.syntax.ast.Expr.Name(name, dev.jaculus.syntax.ast.Expr.Context.STORE, span);
        return make(span, room(items, span), append -> {
            Runnable body = () -> append.value(
                    new Expr.Local(((Typed) f.env().get(name).orElseThrow()).type(), name, false, span), span);
            f.loops().over(items, target, new LinkedHashSet<>(), new LoopBody(span, span, body, List.of()));
        });
    }

    /** How many items there will be, where that is known; else 0. */
    private static Expr room(Iteration over, Span span) {
        boolean counts = over.more().isEmpty()
                && over.step() == 1
                && over.lower() instanceof Expr.Const c
                && Long.valueOf(0).equals(c.value());
        return counts ? over.upper() : Trees.integer(0, span);
    }

    /** Appends to the list that is being made. */
    private interface Append {
        void value(Expr item, Span span);
    }

    private interface Filling {
        void with(Append append);
    }

    /** The list is written before the loop that fills it, but what it holds is known only after that was looked at. */
    private Value make(Span span, Expr room, Filling filling) {
        ListSite site = f.site(span, false);
        String name = f.fresh("list");
        List<Stmt> loop = f.collect(() -> filling.with((item, at) -> {
            f.lists().learn(site, item.type(), at);
            site.begin();
            append(new Expr.Local(site.type(), name, false, span), item, at);
        }));
        if (site.item().isEmpty()) {
            throw f.pending().isEmpty()
                    ? NotYet.list(Errors.untypedList(f.place(span)))
                    : f.pending().getLast();
        }
        f.emit(new Stmt.Assign(name, new Expr.NewList(site.type(), room, span), span));
        loop.forEach(f::emit);
        return new Computed(new Expr.Local(site.type(), name, false, span));
    }

    @Override
    public void append(Expr list, Expr item, Span span) {
        Expr converted = f.hide(f.lists().item((Type.ListOf) list.type(), item, span), "item");
        Expr length = f.hide(new Expr.ListLength(list, span), "length");
        Expr one = Trees.integer(1, span);
        Expr longer = new Expr.Binary(Type.INT64, dev.jaculus.compiler.types.Arithmetic.ADD, length, one, false, span);
        f.emit(new Stmt.ResizeList(list, longer, span));
        f.emit(new Stmt.StoreItem(list, length, converted, Optional.empty(), span));
    }

    private void generate(ListComp e, int number, Optional<Iteration> over, Append append) {
        if (number == e.generators().size()) {
            try {
                append.value(f.expressions().tree(e.elt()), e.elt().span());
            } catch (NotYet notYet) {
                f.skipped(notYet);
            }
            return;
        }
        Comprehension part = e.generators().get(number);
        Span span = part.iter().span();
        try {
            Iteration items =
                    over.orElseGet(() -> f.iterations().of(f.expressions().value(part.iter()), span));
            Set<String> assigned = LocalNames.ofExpression(e);
            for (Comprehension inner :
                    e.generators().subList(number, e.generators().size())) {
                assigned.addAll(LocalNames.ofTarget(inner.target()));
            }
            f.loops()
                    .over(
                            items,
                            part.target(),
                            assigned,
                            new LoopBody(part, e.span(), () -> filter(e, number, 0, append), List.of()));
        } catch (NotYet notYet) {
            f.skipped(notYet);
        }
    }

    private void filter(ListComp e, int number, int test, Append append) {
        List<dev.jaculus.syntax.ast.Expr> tests = e.generators().get(number).ifs();
        if (test == tests.size()) {
            generate(e, number + 1, Optional.empty(), append);
            return;
        }
        Expr condition;
        try {
            condition = f.comparisons().condition(tests.get(test));
        } catch (NotYet notYet) {
            f.skipped(notYet);
            return;
        }
        if (condition instanceof Expr.Const known) {
            if (Trees.truth(known)) {
                filter(e, number, test + 1, append);
            }
            return;
        }
        f.statements()
                .branch(
                        condition,
                        () -> filter(e, number, test + 1, append),
                        () -> {},
                        tests.get(test).span());
    }
}
