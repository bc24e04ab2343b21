package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Expr.Arg;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of a function or a lambda. */
final class Parameters {
    private final Rules rules;
    private final Cursor in;

    Parameters(Rules rules) {
        this.rules = rules;
        this.in = rules.in;
    }

    /** What was read so far. */
    private static final class Draft {
        List<Arg> posonly = List.of();
        final List<Arg> args = new ArrayList<>();
        final List<Expr> defaults = new ArrayList<>();
        Optional<Arg> vararg = Optional.empty();
        boolean star;
        final List<Arg> kwonly = new ArrayList<>();
        final List<Optional<Expr>> kwDefaults = new ArrayList<>();
        Optional<Arg> kwarg = Optional.empty();

        Expr.Arguments done() {
            return new Expr.Arguments(
                    posonly,
                    List.copyOf(args),
                    vararg,
                    List.copyOf(kwonly),
                    List.copyOf(kwDefaults),
                    kwarg,
                    List.copyOf(defaults));
        }
    }

    /** Parameters up to {@code end}, which is left; those of a lambda have no annotations. */
    Expr.Arguments parse(boolean annotated, Kind end) {
        Draft list = new Draft();
        while (!in.at(end)) {
            if (list.kwarg.isPresent()) {
                throw refused("nothing can follow the ** parameter", in.peek());
            }
            switch (in.kind()) {
                case SLASH -> slash(list);
                case STAR -> star(list, annotated, end);
                case DOUBLESTAR -> {
                    in.take();
                    list.kwarg = Optional.of(parameter(annotated, false));
                    refuseDefault();
                }
                case NAME -> named(list, annotated, end);
                default -> throw in.unexpected("expected a parameter");
            }
            if (!in.accept(Kind.COMMA)) {
                break;
            }
        }
        return list.done();
    }

    private void slash(Draft list) {
        Token slash = in.take();
        if (!list.posonly.isEmpty()) {
            throw refused("`/` may stand only once", slash);
        }
        if (list.star) {
            throw refused("`/` must come before `*`", slash);
        }
        if (list.args.isEmpty()) {
            throw refused("a parameter must come before `/`", slash);
        }
        list.posonly = List.copyOf(list.args);
        list.args.clear();
    }

    private void star(Draft list, boolean annotated, Kind end) {
        Token star = in.take();
        if (list.star) {
            throw refused("`*` may stand only once", star);
        }
        list.star = true;
        if (in.at(Kind.NAME)) {
            list.vararg = Optional.of(parameter(annotated, true));
            refuseDefault();
        } else if (!in.at(Kind.COMMA) && !in.at(end)) {
            throw in.unexpected("expected a parameter");
        } else if (in.at(end) || in.kind(1) == end || in.kind(1) == Kind.DOUBLESTAR) {
            throw refused("named parameters must follow a bare `*`", star);
        }
    }

    private void named(Draft list, boolean annotated, Kind end) {
        Token name = in.peek();
        Arg arg = parameter(annotated, false);
        Optional<Expr> value = Optional.empty();
        if (in.accept(Kind.EQUAL)) {
            if (in.at(Kind.COMMA) || in.at(end)) {
                throw refused("this parameter's default value is missing", in.last());
            }
            value = Optional.of(rules.expressions.expression());
        }
        if (list.star) {
            list.kwonly.add(arg);
            list.kwDefaults.add(value);
            return;
        }
        if (value.isEmpty() && !list.defaults.isEmpty()) {
            throw refused("a parameter without a default follows one that has a default", name);
        }
        list.args.add(arg);
        value.ifPresent(list.defaults::add);
    }

    private Arg parameter(boolean annotated, boolean starred) {
        Token name = in.expect(Kind.NAME);
        Optional<Expr> annotation = Optional.empty();
        if (annotated && in.accept(Kind.COLON)) {
            annotation = Optional.of(starred ? rules.expressions.starExpression() : rules.expressions.expression());
        }
        return new Arg(name.text(), annotation, in.since(name));
    }

    private void refuseDefault() {
        if (in.at(Kind.EQUAL)) {
            throw refused("a starred parameter cannot have a default", in.peek());
        }
    }

    private Diagnostic.Failure refused(String message, Token at) {
        return in.failure("bad-parameters", message, at.span(), "");
    }
}
