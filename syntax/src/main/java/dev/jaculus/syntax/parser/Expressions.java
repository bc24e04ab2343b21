package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Expr.Context;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** From a list of expressions down to {@code not}: what binds more loosely than the operators on values. */
final class Expressions {
    private static final Set<Kind> STARTS = EnumSet.of(
            Kind.NAME,
            Kind.NUMBER,
            Kind.STRING,
            Kind.FSTRING_START,
            Kind.LPAR,
            Kind.LSQB,
            Kind.LBRACE,
            Kind.ELLIPSIS,
            Kind.PLUS,
            Kind.MINUS,
            Kind.TILDE,
            Kind.STAR,
            Kind.FALSE,
            Kind.NONE,
            Kind.TRUE,
            Kind.AWAIT,
            Kind.LAMBDA,
            Kind.NOT);

    private final Rules rules;
    private final Cursor in;

    Expressions(Rules rules) {
        this.rules = rules;
        this.in = rules.in;
    }

    /** True for a token that can begin an expression, a starred one included. */
    static boolean canStart(Kind kind) {
        return STARTS.contains(kind);
    }

    /** {@code star_expressions}: one expression, or a tuple without parentheses. */
    Expr starExpressions() {
        return oneOrTuple(this::starExpression);
    }

    /** {@code expressions}: the same, with no stars. */
    Expr expressions() {
        return oneOrTuple(this::expression);
    }

    private Expr oneOrTuple(Supplier<Expr> item) {
        Token start = in.peek();
        Expr first = item.get();
        if (!in.at(Kind.COMMA)) {
            return first;
        }
        List<Expr> items = new ArrayList<>(List.of(first));
        while (in.accept(Kind.COMMA) && canStart(in.kind())) {
            items.add(item.get());
        }
        return new Expr.Tuple(List.copyOf(items), Context.LOAD, in.since(start));
    }

    Expr starExpression() {
        return in.at(Kind.STAR) ? starred(rules.operators::bitwiseOr) : expression();
    }

    Expr starNamedExpression() {
        return in.at(Kind.STAR) ? starred(rules.operators::bitwiseOr) : namedExpression();
    }

    Expr starred(Supplier<Expr> operand) {
        Token start = in.take();
        Expr value = operand.get();
        return new Expr.Starred(value, Context.LOAD, in.since(start));
    }

    /** {@code annotated_rhs}: what may stand right of an assignment. */
    Expr yieldOrExpressions() {
        return in.at(Kind.YIELD) ? yieldExpression() : starExpressions();
    }

    Expr yieldExpression() {
        Token start = in.expect(Kind.YIELD);
        if (in.accept(Kind.FROM)) {
            Expr value = expression();
            return new Expr.YieldFrom(value, in.since(start));
        }
        Optional<Expr> value = canStart(in.kind()) ? Optional.of(starExpressions()) : Optional.empty();
        return new Expr.Yield(value, in.since(start));
    }

    Expr namedExpression() {
        if (in.at(Kind.NAME) && in.kind(1) == Kind.WALRUS) {
            Token name = in.take();
            in.take();
            Expr value = expression();
            return new Expr.NamedExpr(new Expr.Name(name.text(), Context.STORE, name.span()), value, in.since(name));
        }
        Expr value = expression();
        if (in.at(Kind.WALRUS)) {
            throw in.failure(
                    "bad-target", "`:=` can only give a value to a name", value.span(), "this is " + Names.of(value));
        }
        return value;
    }

    Expr expression() {
        in.enter();
        Token start = in.peek();
        Expr result;
        if (in.at(Kind.LAMBDA)) {
            result = lambda();
        } else {
            result = disjunction();
            if (in.accept(Kind.IF)) {
                Expr test = disjunction();
                if (!in.at(Kind.ELSE)) {
                    throw in.unexpected("expected `else` after this `if`", Optional.of("write `a if test else b`"));
                }
                in.take();
                Expr orelse = expression();
                result = new Expr.IfExp(test, result, orelse, in.since(start));
            }
        }
        in.leave();
        return result;
    }

    Expr.Lambda lambda() {
        Token start = in.expect(Kind.LAMBDA);
        Expr.Arguments arguments = rules.parameters.parse(false, Kind.COLON);
        in.expect(Kind.COLON);
        Expr body = expression();
        return new Expr.Lambda(arguments, body, in.since(start));
    }

    Expr disjunction() {
        Token start = in.peek();
        Expr first = conjunction();
        return in.at(Kind.OR) ? chain(start, first, Expr.BoolOperator.OR, this::conjunction) : first;
    }

    private Expr conjunction() {
        Token start = in.peek();
        Expr first = inversion();
        return in.at(Kind.AND) ? chain(start, first, Expr.BoolOperator.AND, this::inversion) : first;
    }

    private Expr chain(Token start, Expr first, Expr.BoolOperator operator, Supplier<Expr> operand) {
        Kind kind = operator == Expr.BoolOperator.OR ? Kind.OR : Kind.AND;
        List<Expr> values = new ArrayList<>(List.of(first));
        while (in.accept(kind)) {
            values.add(operand.get());
        }
        return new Expr.BoolOp(operator, List.copyOf(values), in.since(start));
    }

    private Expr inversion() {
        if (!in.at(Kind.NOT)) {
            return rules.operators.comparison();
        }
        in.enter();
        Token start = in.take();
        Expr operand = inversion();
        in.leave();
        return new Expr.UnaryOp(Expr.UnaryOperator.NOT, operand, in.since(start));
    }
}
