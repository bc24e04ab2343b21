package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Expr.Context;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * What a value can be assigned to. A target is first read as an expression, because only what follows tells, and then
 * turned into one here.
 */
final class Targets {
    private final Rules rules;
    private final Cursor in;

    Targets(Rules rules) {
        this.rules = rules;
        this.in = rules.in;
    }

    /** {@code star_targets} before {@code in}. */
    Expr forTargets() {
        Token start = in.peek();
        Expr first = starTarget();
        if (!in.at(Kind.COMMA)) {
            return first;
        }
        List<Expr> items = new ArrayList<>(List.of(first));
        while (in.accept(Kind.COMMA) && Expressions.canStart(in.kind())) {
            items.add(starTarget());
        }
        return new Expr.Tuple(List.copyOf(items), Context.STORE, in.since(start));
    }

    /** {@code star_target}: a comparison cannot be one, so that {@code in} ends it. */
    Expr starTarget() {
        Expr target =
                in.at(Kind.STAR) ? rules.expressions.starred(rules.operators::bitwiseOr) : rules.operators.bitwiseOr();
        return store(target);
    }

    /** What stands left of an {@code =}. */
    Expr assigned(Expr target) {
        try {
            return store(target);
        } catch (Diagnostic.Failure failure) {
            boolean compared = !(target instanceof Expr.Tuple) && !(target instanceof Expr.ListExpr);
            Diagnostic diagnostic = failure.diagnostic();
            throw compared ? new Diagnostic.Failure(diagnostic.withHelp("did you mean `==`?")) : failure;
        }
    }

    /** The same expression as something that is assigned to. */
    Expr store(Expr target) {
        return withContext(target, Context.STORE);
    }

    /** The same expression as something that is deleted. */
    Expr delete(Expr target) {
        return withContext(target, Context.DEL);
    }

    // Plain instanceof: a pattern switch costs a cold parser some milliseconds, and this runs in the first one.
    private Expr withContext(Expr target, Context context) {
        if (target instanceof Expr.Name name) {
            return new Expr.Name(name.id(), context, name.span());
        }
        if (target instanceof Expr.Attribute attribute) {
            return new Expr.Attribute(attribute.value(), attribute.attr(), context, attribute.span());
        }
        if (target instanceof Expr.Subscript subscript) {
            return new Expr.Subscript(subscript.value(), subscript.slice(), context, subscript.span());
        }
        if (target instanceof Expr.Tuple tuple) {
            return new Expr.Tuple(withContext(tuple.elts(), context), context, tuple.span());
        }
        if (target instanceof Expr.ListExpr list) {
            return new Expr.ListExpr(withContext(list.elts(), context), context, list.span());
        }
        if (target instanceof Expr.Starred starred && context == Context.STORE) {
            return new Expr.Starred(withContext(starred.value(), context), context, starred.span());
        }
        throw invalid(target, context);
    }

    private List<Expr> withContext(List<Expr> targets, Context context) {
        List<Expr> result = new ArrayList<>();
        for (Expr target : targets) {
            result.add(withContext(target, context));
        }
        return List.copyOf(result);
    }

    private Diagnostic.Failure invalid(Expr target, Context context) {
        String verb = context == Context.DEL ? "delete" : "assign to";
        return in.failure("bad-target", "cannot " + verb + " " + Names.of(target), target.span(), "");
    }

    /** What an augmented or an annotated assignment takes: one name, attribute or subscript. */
    Expr single(Expr target, String what) {
        if (target instanceof Expr.Name || target instanceof Expr.Attribute || target instanceof Expr.Subscript) {
            return store(target);
        }
        throw in.failure("bad-target", Names.of(target) + " cannot " + what, target.span(), "");
    }
}
