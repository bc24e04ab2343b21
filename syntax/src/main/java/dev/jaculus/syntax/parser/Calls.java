package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Expr.Context;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An atom and what follows it at once: attributes, calls, subscripts. */
final class Calls {
    private final Rules rules;
    private final Cursor in;

    Calls(Rules rules) {
        this.rules = rules;
        this.in = rules.in;
    }

    /** The arguments of a call, or the bases of a class. */
    record Arguments(List<Expr> positional, List<Expr.Keyword> keywords) {}

    Expr primary() {
        Token start = in.peek();
        Expr value = rules.atoms.atom();
        for (int length = 1; ; length++) {
            in.refuseLongChain(length);
            switch (in.kind()) {
                case DOT -> {
                    in.take();
                    Token name = in.expect(Kind.NAME);
                    value = new Expr.Attribute(value, name.text(), Context.LOAD, in.since(start));
                }
                case LPAR -> {
                    Arguments arguments = arguments(true);
                    value = new Expr.Call(value, arguments.positional, arguments.keywords, in.since(start));
                }
                case LSQB -> {
                    in.take();
                    Expr index = slices();
                    in.expect(Kind.RSQB);
                    value = new Expr.Subscript(value, index, Context.LOAD, in.since(start));
                }
                default -> {
                    return value;
                }
            }
        }
    }

    /** Arguments with their parentheses; only a call may have a lone generator without its own. */
    Arguments arguments(boolean call) {
        Token open = in.expect(Kind.LPAR);
        List<Expr> positional = new ArrayList<>();
        List<Expr.Keyword> keywords = new ArrayList<>();
        boolean unpacked = false; // a ** was seen
        while (!in.at(Kind.RPAR)) {
            Token start = in.peek();
            if (in.at(Kind.STAR)) {
                if (unpacked) {
                    throw refused(start, "`*` unpacking follows `**` unpacking");
                }
                positional.add(rules.expressions.starred(rules.expressions::expression));
            } else if (in.accept(Kind.DOUBLESTAR)) {
                unpacked = true;
                Expr value = rules.expressions.expression();
                keywords.add(new Expr.Keyword(Optional.empty(), value, in.since(start)));
            } else if (in.at(Kind.NAME) && in.kind(1) == Kind.EQUAL) {
                keywords.add(keyword());
            } else {
                Expr value = rules.expressions.namedExpression();
                if (rules.atoms.atComprehension()) {
                    return generator(value, open, start, call && positional.isEmpty() && keywords.isEmpty());
                }
                if (!keywords.isEmpty()) {
                    throw refused(start, "a positional argument follows a keyword argument");
                }
                if (in.at(Kind.EQUAL)) {
                    throw in.failure(
                            "bad-arguments",
                            "a keyword argument must be a name",
                            value.span(),
                            "this is " + Names.of(value),
                            "did you mean `==`?");
                }
                positional.add(value);
            }
            if (!in.accept(Kind.COMMA)) {
                break;
            }
        }
        in.expect(Kind.RPAR);
        return new Arguments(List.copyOf(positional), List.copyOf(keywords));
    }

    private Expr.Keyword keyword() {
        Token name = in.take();
        in.take();
        if (in.at(Kind.COMMA) || in.at(Kind.RPAR)) {
            throw in.failure("bad-arguments", "this argument has no value", in.since(name), "");
        }
        Expr value = rules.expressions.expression();
        return new Expr.Keyword(Optional.of(name.text()), value, in.since(name));
    }

    private Arguments generator(Expr element, Token open, Token start, boolean alone) {
        List<Expr.Comprehension> clauses = rules.atoms.comprehensions();
        if (!alone || !in.at(Kind.RPAR)) {
            if (alone && !in.at(Kind.COMMA)) {
                throw in.unexpected("expected `)`");
            }
            throw in.failure(
                    "bad-arguments",
                    "a generator beside other arguments needs parentheses",
                    in.since(start),
                    "",
                    "put parentheses around it");
        }
        in.take();
        return new Arguments(List.of(new Expr.GeneratorExp(element, clauses, in.since(open))), List.of());
    }

    private RuntimeException refused(Token start, String message) {
        return in.failure("bad-arguments", message, start.span(), "this one", "move it to the front");
    }

    private Expr slices() {
        Token start = in.peek();
        Expr first = slice();
        if (!in.at(Kind.COMMA) && !(first instanceof Expr.Starred)) {
            return first;
        }
        List<Expr> items = new ArrayList<>(List.of(first));
        while (in.accept(Kind.COMMA) && !in.at(Kind.RSQB)) {
            items.add(slice());
        }
        return new Expr.Tuple(List.copyOf(items), Context.LOAD, in.since(start));
    }

    private Expr slice() {
        if (in.at(Kind.STAR)) {
            return rules.expressions.starred(rules.expressions::expression);
        }
        Token start = in.peek();
        Optional<Expr> lower = in.at(Kind.COLON) ? Optional.empty() : Optional.of(rules.expressions.namedExpression());
        if (!in.at(Kind.COLON)) {
            return lower.orElseThrow();
        }
        if (lower.isPresent()
                && lower.get() instanceof Expr.NamedExpr named
                && named.span().equals(in.since(start))) {
            throw in.unexpected("`:=` in a slice needs parentheses");
        }
        in.take();
        Optional<Expr> upper = bound();
        Optional<Expr> step = in.accept(Kind.COLON) ? bound() : Optional.empty();
        return new Expr.Slice(lower, upper, step, in.since(start));
    }

    private Optional<Expr> bound() {
        return Expressions.canStart(in.kind()) && !in.at(Kind.STAR)
                ? Optional.of(rules.expressions.expression())
                : Optional.empty();
    }
}
