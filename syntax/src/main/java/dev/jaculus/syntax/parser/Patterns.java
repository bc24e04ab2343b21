package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Expr.Context;
import dev.jaculus.syntax.ast.Expr.Literal;
import dev.jaculus.syntax.ast.Stmt.Pattern;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The patterns of {@code case} (PEP 634). */
final class Patterns {
    private final Rules rules;
    private final Cursor in;

    Patterns(Rules rules) {
        this.rules = rules;
        this.in = rules.in;
    }

    /** {@code patterns}: one, or a sequence without brackets. */
    Pattern patterns() {
        Token start = in.peek();
        Pattern first = starOrPattern();
        if (!in.at(Kind.COMMA)) {
            refuseLoneStar(first);
            return first;
        }
        List<Pattern> items = sequence(first, Kind.COLON);
        return new Pattern.MatchSequence(items, in.since(start));
    }

    private void refuseLoneStar(Pattern pattern) {
        if (pattern instanceof Pattern.MatchStar) {
            throw in.failure("bad-pattern", "a star needs a sequence around it", pattern.span(), "", "add a comma");
        }
    }

    /** The rest of a sequence, up to {@code end} (or the guard). */
    private List<Pattern> sequence(Pattern first, Kind end) {
        List<Pattern> items = new ArrayList<>(List.of(first));
        while (in.accept(Kind.COMMA) && !in.at(end) && !in.at(Kind.IF)) {
            items.add(starOrPattern());
        }
        return List.copyOf(items);
    }

    private Pattern starOrPattern() {
        if (!in.at(Kind.STAR)) {
            return pattern();
        }
        Token start = in.take();
        String name = in.expect(Kind.NAME).text();
        return new Pattern.MatchStar(name.equals("_") ? Optional.empty() : Optional.of(name), in.since(start));
    }

    /** One pattern with its alternatives and its name. */
    private Pattern pattern() {
        Token start = in.peek();
        Pattern first = closed();
        if (in.at(Kind.VBAR)) {
            List<Pattern> items = new ArrayList<>(List.of(first));
            while (in.accept(Kind.VBAR)) {
                items.add(closed());
            }
            first = new Pattern.MatchOr(List.copyOf(items), in.since(start));
        }
        if (!in.accept(Kind.AS)) {
            return first;
        }
        String name = captureName();
        return new Pattern.MatchAs(Optional.of(first), Optional.of(name), in.since(start));
    }

    private String captureName() {
        Token name = in.expect(Kind.NAME);
        boolean fine = !name.text().equals("_") && !in.at(Kind.DOT) && !in.at(Kind.LPAR) && !in.at(Kind.EQUAL);
        if (!fine) {
            throw in.failure("bad-pattern", "a pattern can be bound to a plain name only", name.span(), "");
        }
        return name.text();
    }

    private Pattern closed() {
        Token start = in.peek();
        return switch (in.kind()) {
            case NUMBER, PLUS, MINUS, STRING, FSTRING_START -> new Pattern.MatchValue(literal(), in.since(start));
            case NONE, TRUE, FALSE -> {
                Literal value = ((Expr.Constant) rules.atoms.atom()).value();
                yield new Pattern.MatchSingleton(value, in.since(start));
            }
            case NAME -> name();
            case LPAR -> parentheses();
            case LSQB -> {
                in.take();
                List<Pattern> items = in.at(Kind.RSQB) ? List.of() : sequence(starOrPattern(), Kind.RSQB);
                in.expect(Kind.RSQB);
                yield new Pattern.MatchSequence(items, in.since(start));
            }
            case LBRACE -> mapping();
            default -> throw in.unexpected("expected a pattern");
        };
    }

    /** A number with its sign, a complex number, or a string. */
    private Expr literal() {
        if (in.at(Kind.STRING) || in.at(Kind.FSTRING_START)) {
            return rules.fstrings.strings();
        }
        Token start = in.peek();
        Expr real = signedNumber();
        if (!in.at(Kind.PLUS) && !in.at(Kind.MINUS)) {
            return real;
        }
        Expr.Operator operator = in.take().kind() == Kind.PLUS ? Expr.Operator.ADD : Expr.Operator.SUB;
        Expr.Constant imaginary = rules.literals.number();
        if (isImaginary(real) || !(imaginary.value() instanceof Literal.Imaginary)) {
            throw in.failure("bad-pattern", "only a complex number such as 1+2j has a sum here", in.since(start), "");
        }
        return new Expr.BinOp(real, operator, imaginary, in.since(start));
    }

    private Expr signedNumber() {
        Token start = in.peek();
        if (in.accept(Kind.PLUS)) {
            return rules.literals.number();
        }
        if (!in.accept(Kind.MINUS)) {
            return rules.literals.number();
        }
        Expr number = rules.literals.number();
        return new Expr.UnaryOp(Expr.UnaryOperator.USUB, number, in.since(start));
    }

    private static boolean isImaginary(Expr number) {
        Expr positive = number instanceof Expr.UnaryOp minus ? minus.operand() : number;
        return positive instanceof Expr.Constant(Literal.Imaginary _, var _, var _);
    }

    private Pattern name() {
        Token start = in.peek();
        Expr name = dottedName();
        if (in.at(Kind.LPAR)) {
            return classPattern(start, name);
        }
        if (name instanceof Expr.Name(String id, var _, var span)) {
            return new Pattern.MatchAs(Optional.empty(), id.equals("_") ? Optional.empty() : Optional.of(id), span);
        }
        return new Pattern.MatchValue(name, name.span());
    }

    private Expr dottedName() {
        Token start = in.expect(Kind.NAME);
        Expr name = new Expr.Name(start.text(), Context.LOAD, start.span());
        int length = 0;
        while (in.accept(Kind.DOT)) {
            in.refuseLongChain(++length);
            String attribute = in.expect(Kind.NAME).text();
            name = new Expr.Attribute(name, attribute, Context.LOAD, in.since(start));
        }
        return name;
    }

    private Pattern classPattern(Token start, Expr cls) {
        in.take();
        List<Pattern> patterns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Pattern> named = new ArrayList<>();
        while (!in.at(Kind.RPAR)) {
            if (in.at(Kind.NAME) && in.kind(1) == Kind.EQUAL) {
                names.add(in.take().text());
                in.take();
                named.add(pattern());
            } else if (names.isEmpty()) {
                patterns.add(pattern());
            } else {
                throw in.failure(
                        "bad-pattern",
                        "positional patterns come before named ones",
                        in.peek().span(),
                        "");
            }
            if (!in.accept(Kind.COMMA)) {
                break;
            }
        }
        in.expect(Kind.RPAR);
        return new Pattern.MatchClass(
                cls, List.copyOf(patterns), List.copyOf(names), List.copyOf(named), in.since(start));
    }

    private Pattern parentheses() {
        Token start = in.take();
        if (in.accept(Kind.RPAR)) {
            return new Pattern.MatchSequence(List.of(), in.since(start));
        }
        Pattern first = starOrPattern();
        if (in.at(Kind.COMMA)) {
            List<Pattern> items = sequence(first, Kind.RPAR);
            in.expect(Kind.RPAR);
            return new Pattern.MatchSequence(items, in.since(start));
        }
        refuseLoneStar(first);
        in.expect(Kind.RPAR);
        return first;
    }

    private Pattern mapping() {
        Token start = in.take();
        List<Expr> keys = new ArrayList<>();
        List<Pattern> patterns = new ArrayList<>();
        Optional<String> rest = Optional.empty();
        while (!in.at(Kind.RBRACE)) {
            if (rest.isPresent()) {
                throw in.failure(
                        "bad-pattern",
                        "the ** pattern must be the last",
                        in.peek().span(),
                        "");
            }
            if (in.accept(Kind.DOUBLESTAR)) {
                rest = Optional.of(captureName());
            } else {
                keys.add(key());
                in.expect(Kind.COLON);
                patterns.add(pattern());
            }
            if (!in.accept(Kind.COMMA)) {
                break;
            }
        }
        in.expect(Kind.RBRACE);
        return new Pattern.MatchMapping(List.copyOf(keys), List.copyOf(patterns), rest, in.since(start));
    }

    private Expr key() {
        return switch (in.kind()) {
            case NUMBER, PLUS, MINUS, STRING, FSTRING_START -> literal();
            case NONE, TRUE, FALSE -> rules.atoms.atom();
            case NAME -> {
                Token start = in.peek();
                Expr name = dottedName();
                if (name instanceof Expr.Name) {
                    throw in.failure("bad-pattern", "a key is a literal or a dotted name", start.span(), "");
                }
                yield name;
            }
            default -> throw in.unexpected("expected a key");
        };
    }
}
