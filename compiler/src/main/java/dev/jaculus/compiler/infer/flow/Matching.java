package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Env;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.Lists;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt.Merge;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr.CompareOperator;
import dev.jaculus.syntax.ast.Expr.Literal;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.ast.Stmt.Pattern;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code match}. Each case is a block that control leaves where its pattern does not fit:
 *
 * <pre>
 * done: {
 *     next: { if not fits: leave next; x = ...; if not guard: leave next; body; leave done }
 *     next: { ... } }
 * </pre>
 *
 * What is known of the subject's type is decided while compiling: a tuple of three never fits a pattern of two, and that
 * case is not looked at.
 */
public final class Matching {
    private final Scope f;

    /** What a pattern's names will stand for once all of it fits. */
    private Map<String, Value> names = new LinkedHashMap<>();

    /** Statements that some places inside leave. */
    private final class Block {
        final String label = f.fresh("case");
        final List<Env> left = new ArrayList<>();

        void leave(Span span) {
            left.add(f.env());
            f.emit(new dev.jaculus.compiler.tree.Stmt.Leave(label, span));
            f.stop();
        }

        /** Leaves where the test does not hold. */
        void unless(Expr test, Span span) {
            if (test instanceof Expr.Const known) {
                if (!Trees.truth(known)) {
                    leave(span);
                }
                return;
            }
            f.statements().branch(test, () -> {}, () -> leave(span), span);
        }

        void run(Runnable body, Span span) {
            Env before = f.env().copy();
            List<dev.jaculus.compiler.tree.Stmt> inside = f.collect(body);
            List<Env> ends = new ArrayList<>(left);
            if (f.reachable()) {
                ends.add(f.env());
            }
            List<Merge> merges = new ArrayList<>();
            f.env(ends.isEmpty() ? null : Env.join(before, ends, merges));
            f.emit(new dev.jaculus.compiler.tree.Stmt.Labelled(label, inside, merges, span));
        }
    }

    Matching(Scope f) {
        this.f = f;
    }

    void match(Stmt.Match s) {
        Value subject = f.kept(f.expressions().value(s.subject()));
        Block done = new Block();
        done.run(() -> s.cases().forEach(one -> attempt(one, subject, done)), s.span());
    }

    private void attempt(Stmt.MatchCase one, Value subject, Block done) {
        if (!f.reachable()) {
            return;
        }
        Span span = one.pattern().span();
        f.statements().reached(span);
        Block next = new Block();
        next.run(
                () -> {
                    names = new LinkedHashMap<>();
                    fit(one.pattern(), subject, next);
                    if (!f.reachable()) {
                        return;
                    }
                    names.forEach((name, value) -> f.assignments().bind(name, value, span));
                    one.guard().ifPresent(guard -> next.unless(f.comparisons().condition(guard), guard.span()));
                    if (f.reachable()) {
                        f.statements().block(one.body());
                    }
                    if (f.reachable()) {
                        done.leave(span);
                    }
                },
                span);
    }

    /** Goes on where the value fits the pattern, and leaves the block where it does not. */
    private void fit(Pattern pattern, Value value, Block otherwise) {
        if (!f.reachable()) {
            return;
        }
        switch (pattern) {
            case Pattern.MatchValue p ->
                otherwise.unless(test(CompareOperator.EQ, value, f.expressions().value(p.value()), p.span()), p.span());
            case Pattern.MatchSingleton p ->
                otherwise.unless(test(CompareOperator.IS, value, singleton(p), p.span()), p.span());
            case Pattern.MatchAs p -> {
                p.pattern().ifPresent(inner -> fit(inner, value, otherwise));
                p.name().ifPresent(name -> names.put(name, value));
            }
            case Pattern.MatchOr p -> either(p, value, otherwise);
            case Pattern.MatchSequence p -> sequence(p, value, otherwise);
            case Pattern.MatchClass p -> ofClass(p, value, otherwise);
            case Pattern.MatchStar p -> throw unsupported("`*` outside of a sequence", p.span());
            case Pattern.MatchMapping p -> throw unsupported("a pattern of a mapping", p.span());
        }
    }

    private static Value singleton(Pattern.MatchSingleton pattern) {
        return new Computed(
                pattern.value() instanceof Literal.Bool b
                        ? Trees.bool(b.value(), pattern.span())
                        : Trees.none(pattern.span()));
    }

    /** Values that cannot be compared are different. */
    private Expr test(CompareOperator operator, Value value, Value other, Span span) {
        try {
            return f.comparisons().truth(f.comparisons().compare(operator, value, other, span), span);
        } catch (Diagnostic.Failure failure) {
            if (failure.diagnostic().id().equals("operator-types")) {
                return Trees.bool(false, span);
            }
            throw failure;
        }
    }

    /** The alternatives bind the same names, each in its own block. */
    private void either(Pattern.MatchOr pattern, Value value, Block otherwise) {
        Map<String, Value> before = names;
        Map<String, String> bound = new LinkedHashMap<>();
        Block fits = new Block();
        fits.run(
                () -> {
                    for (Pattern alternative : pattern.patterns()) {
                        if (!f.reachable()) {
                            return;
                        }
                        Block next = new Block();
                        next.run(
                                () -> {
                                    names = new LinkedHashMap<>();
                                    fit(alternative, value, next);
                                    if (f.reachable()) {
                                        names.forEach((name, found) -> f.assignments()
                                                .bind(
                                                        bound.computeIfAbsent(name, one -> hidden(one)),
                                                        found,
                                                        alternative.span()));
                                        fits.leave(alternative.span());
                                    }
                                },
                                alternative.span());
                    }
                    if (f.reachable()) {
                        otherwise.leave(pattern.span());
                    }
                },
                pattern.span());
        names = before;
        if (f.reachable()) {
            bound.forEach((name, variable) -> names.put(name, read(variable, pattern.span())));
        }
    }

    private String hidden(String name) {
        String variable = name + f.fresh("or");
        f.locals().add(variable);
        return variable;
    }

    private Value read(String name, Span span) {
        return f.expressions()
                .name(new dev.jaculus.syntax.ast.Expr.Name(name, dev.jaculus.syntax.ast.Expr.Context.LOAD, span));
    }

    // Sequences.

    /** Tuples and lists; as in Python no texts, and no arrays. */
    private void sequence(Pattern.MatchSequence pattern, Value value, Block otherwise) {
        if (Tuples.is(value)) {
            items(pattern, Tuples.items(f, value, pattern.span()), otherwise);
        } else if (Lists.isList(value)) {
            listed(pattern, f.lists().list(value).tree(), otherwise);
        } else {
            otherwise.leave(pattern.span());
        }
    }

    private static int starred(Pattern.MatchSequence pattern) {
        int star = pattern.patterns().size() - 1;
        while (star >= 0 && !(pattern.patterns().get(star) instanceof Pattern.MatchStar)) {
            star--;
        }
        return star;
    }

    private void items(Pattern.MatchSequence pattern, List<Value> items, Block otherwise) {
        int wanted = pattern.patterns().size();
        int star = starred(pattern);
        if (star < 0 ? items.size() != wanted : items.size() < wanted - 1) {
            otherwise.leave(pattern.span());
            return;
        }
        int rest = items.size() - wanted + 1;
        int next = 0;
        for (int i = 0; i < wanted; i++) {
            if (i == star) {
                Value middle = new Value.Listing(items.subList(next, next + rest), pattern.span());
                ((Pattern.MatchStar) pattern.patterns().get(i)).name().ifPresent(name -> names.put(name, middle));
                next += rest;
            } else {
                fit(pattern.patterns().get(i), items.get(next++), otherwise);
            }
        }
    }

    private void listed(Pattern.MatchSequence pattern, Expr given, Block otherwise) {
        Span span = pattern.span();
        Expr list = f.once(given, "list");
        Type item = ((Type.ListOf) list.type()).item();
        int wanted = pattern.patterns().size();
        int star = starred(pattern);
        Expr length = f.hide(new Expr.ListLength(list, span), "length");
        Expr least = Trees.integer(star < 0 ? wanted : wanted - 1, span);
        otherwise.unless(new Expr.Compare(star < 0 ? Order.EQ : Order.GE, length, least, span), span);
        for (int i = 0; i < wanted && f.reachable(); i++) {
            Pattern one = pattern.patterns().get(i);
            if (i == star) {
                Expr stop = fromEnd(length, wanted - 1 - i, span);
                Value none = new Computed(Trees.none(span));
                List<Value> slice =
                        List.of(new Computed(list), new Computed(Trees.integer(i, span)), new Computed(stop), none);
                ((Pattern.MatchStar) one)
                        .name()
                        .ifPresent(name -> names.put(name, f.kept(f.calls().named("list.get_slice", slice, span))));
                continue;
            }
            Expr place = star < 0 || i < star ? Trees.integer(i, span) : fromEnd(length, wanted - i, span);
            Expr read = new Expr.ListItem(item, list, place, Optional.empty(), span);
            fit(one, new Computed(f.hide(read, "item")), otherwise);
        }
    }

    private static Expr fromEnd(Expr length, int count, Span span) {
        return new Expr.Binary(
                Type.INT64, dev.jaculus.compiler.types.Arithmetic.SUB, length, Trees.integer(count, span), false, span);
    }

    // Classes.

    /** {@code int(x)}, {@code Point(x, y=0)}: builtin classes give themselves, namedtuples their fields. */
    private void ofClass(Pattern.MatchClass pattern, Value value, Block otherwise) {
        Span span = pattern.span();
        Value cls = f.expressions().value(pattern.cls());
        Value is = f.calls().named("builtins.isinstance", List.of(value, cls), span);
        otherwise.unless(f.comparisons().truth(is, span), span);
        if (!f.reachable()) {
            return;
        }
        List<Pattern> positional = pattern.patterns();
        if (cls instanceof Value.Fixed(Frozen.NamedClass _)) {
            List<Value> fields = Tuples.items(f, value, span);
            if (positional.size() > fields.size()) {
                throw Errors.unpack(f.place(span), positional.size(), Describe.value(value));
            }
            for (int i = 0; i < positional.size(); i++) {
                fit(positional.get(i), fields.get(i), otherwise);
            }
        } else if (positional.size() == 1) {
            fit(positional.getFirst(), value, otherwise);
        } else if (positional.size() > 1) {
            throw unsupported("a class with several patterns", span);
        }
        for (int i = 0; i < pattern.kwdAttrs().size() && f.reachable(); i++) {
            Value attribute = f.attributes().of(value, pattern.kwdAttrs().get(i), span);
            fit(pattern.kwdPatterns().get(i), attribute, otherwise);
        }
    }

    private Diagnostic.Failure unsupported(String what, Span span) {
        return Errors.unsupported(f.place(span), what, "use `if` and `elif`");
    }
}
