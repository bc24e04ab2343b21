package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Expr.Comprehension;
import dev.jaculus.syntax.ast.Expr.Context;
import dev.jaculus.syntax.ast.Expr.Literal;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names, literals, and what stands in brackets: groups, tuples, lists, sets, dicts and comprehensions. */
final class Atoms {
    private final Rules rules;
    private final Cursor in;

    Atoms(Rules rules) {
        this.rules = rules;
        this.in = rules.in;
    }

    Expr atom() {
        return switch (in.kind()) {
            case NAME -> {
                Token name = in.take();
                yield new Expr.Name(name.text(), Context.LOAD, name.span());
            }
            case NUMBER -> rules.literals.number();
            case STRING, FSTRING_START -> rules.fstrings.strings();
            case TRUE -> constant(new Literal.Bool(true));
            case FALSE -> constant(new Literal.Bool(false));
            case NONE -> constant(new Literal.None());
            case ELLIPSIS -> constant(new Literal.Ellipsis());
            case LPAR -> parentheses();
            case LSQB -> list();
            case LBRACE -> braces();
            default -> throw in.unexpected("expected an expression");
        };
    }

    private Expr constant(Literal value) {
        return new Expr.Constant(value, Optional.empty(), in.take().span());
    }

    private Expr parentheses() {
        Token start = in.take();
        if (in.accept(Kind.RPAR)) {
            return new Expr.Tuple(List.of(), Context.LOAD, in.since(start));
        }
        if (in.at(Kind.YIELD)) {
            Expr value = rules.expressions.yieldExpression();
            in.expect(Kind.RPAR);
            return value;
        }
        Expr first = rules.expressions.starNamedExpression();
        if (in.at(Kind.COMMA)) {
            List<Expr> items = items(first, Kind.RPAR);
            in.expect(Kind.RPAR);
            return new Expr.Tuple(items, Context.LOAD, in.since(start));
        }
        if (first instanceof Expr.Starred) {
            throw in.failure(
                    "invalid-syntax", "a starred expression cannot stand alone here", first.span(), "", "add a comma");
        }
        if (atComprehension()) {
            List<Comprehension> clauses = comprehensions();
            in.expect(Kind.RPAR);
            return new Expr.GeneratorExp(first, clauses, in.since(start));
        }
        in.expect(Kind.RPAR);
        return first;
    }

    private Expr list() {
        Token start = in.take();
        if (in.accept(Kind.RSQB)) {
            return new Expr.ListExpr(List.of(), Context.LOAD, in.since(start));
        }
        Expr first = rules.expressions.starNamedExpression();
        if (atComprehension()) {
            refuseStar(first);
            List<Comprehension> clauses = comprehensions();
            in.expect(Kind.RSQB);
            return new Expr.ListComp(first, clauses, in.since(start));
        }
        List<Expr> items = items(first, Kind.RSQB);
        in.expect(Kind.RSQB);
        return new Expr.ListExpr(items, Context.LOAD, in.since(start));
    }

    /** The rest of a list of items, up to the closing bracket. */
    private List<Expr> items(Expr first, Kind close) {
        List<Expr> items = new ArrayList<>(List.of(first));
        while (in.accept(Kind.COMMA) && !in.at(close)) {
            items.add(rules.expressions.starNamedExpression());
        }
        return List.copyOf(items);
    }

    private Expr braces() {
        Token start = in.take();
        if (in.accept(Kind.RBRACE)) {
            return new Expr.Dict(List.of(), List.of(), in.since(start));
        }
        if (in.at(Kind.DOUBLESTAR)) {
            return dict(start, new ArrayList<>(), new ArrayList<>());
        }
        boolean key = !in.at(Kind.STAR) && in.kind(1) != Kind.WALRUS;
        Expr first = rules.expressions.starNamedExpression();
        if (key && in.accept(Kind.COLON)) {
            Expr value = rules.expressions.expression();
            if (atComprehension()) {
                List<Comprehension> clauses = comprehensions();
                in.expect(Kind.RBRACE);
                return new Expr.DictComp(first, value, clauses, in.since(start));
            }
            List<Optional<Expr>> keys = new ArrayList<>(List.of(Optional.of(first)));
            List<Expr> values = new ArrayList<>(List.of(value));
            return in.accept(Kind.COMMA) ? dict(start, keys, values) : endDict(start, keys, values);
        }
        if (atComprehension()) {
            refuseStar(first);
            List<Comprehension> clauses = comprehensions();
            in.expect(Kind.RBRACE);
            return new Expr.SetComp(first, clauses, in.since(start));
        }
        List<Expr> items = items(first, Kind.RBRACE);
        in.expect(Kind.RBRACE);
        return new Expr.Set(items, in.since(start));
    }

    private Expr dict(Token start, List<Optional<Expr>> keys, List<Expr> values) {
        while (!in.at(Kind.RBRACE)) {
            if (in.accept(Kind.DOUBLESTAR)) {
                keys.add(Optional.empty());
                values.add(rules.operators.bitwiseOr());
            } else {
                keys.add(Optional.of(rules.expressions.expression()));
                in.expect(Kind.COLON);
                values.add(rules.expressions.expression());
            }
            if (!in.accept(Kind.COMMA)) {
                break;
            }
        }
        return endDict(start, keys, values);
    }

    private Expr endDict(Token start, List<Optional<Expr>> keys, List<Expr> values) {
        in.expect(Kind.RBRACE);
        return new Expr.Dict(List.copyOf(keys), List.copyOf(values), in.since(start));
    }

    private void refuseStar(Expr element) {
        if (element instanceof Expr.Starred) {
            throw in.failure("invalid-syntax", "a comprehension cannot unpack with a star", element.span(), "");
        }
    }

    boolean atComprehension() {
        return in.at(Kind.FOR) || (in.at(Kind.ASYNC) && in.kind(1) == Kind.FOR);
    }

    /** {@code for_if_clauses}. */
    List<Comprehension> comprehensions() {
        List<Comprehension> clauses = new ArrayList<>();
        while (atComprehension()) {
            boolean isAsync = in.accept(Kind.ASYNC);
            in.expect(Kind.FOR);
            Expr target = rules.targets.forTargets();
            in.expect(Kind.IN);
            Expr iter = rules.expressions.disjunction();
            List<Expr> ifs = new ArrayList<>();
            while (in.accept(Kind.IF)) {
                ifs.add(rules.expressions.disjunction());
            }
            clauses.add(new Comprehension(target, iter, List.copyOf(ifs), isAsync));
        }
        return List.copyOf(clauses);
    }
}
