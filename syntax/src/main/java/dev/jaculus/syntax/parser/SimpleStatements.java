package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements that fit on a line. */
final class SimpleStatements {
    private final Rules rules;
    private final Cursor in;

    SimpleStatements(Rules rules) {
        this.rules = rules;
        this.in = rules.in;
    }

    Stmt statement() {
        Token start = in.peek();
        return switch (in.kind()) {
            case RETURN -> {
                in.take();
                Optional<Expr> value = Expressions.canStart(in.kind())
                        ? Optional.of(rules.expressions.starExpressions())
                        : Optional.empty();
                yield new Stmt.Return(value, in.since(start));
            }
            case IMPORT -> rules.imports.importNames();
            case FROM -> rules.imports.importFrom();
            case RAISE -> raise();
            case PASS -> new Stmt.Pass(in.take().span());
            case BREAK -> new Stmt.Break(in.take().span());
            case CONTINUE -> new Stmt.Continue(in.take().span());
            case DEL -> delete();
            case ASSERT -> assertion();
            case GLOBAL -> new Stmt.Global(names(), in.since(start));
            case NONLOCAL -> new Stmt.Nonlocal(names(), in.since(start));
            case INDENT ->
                throw in.failure(
                        "bad-indent",
                        "this line is indented for no reason",
                        in.indentOfLine(),
                        "",
                        "indent it like the line above");
            case ELSE, ELIF, EXCEPT, FINALLY ->
                throw in.unexpected(
                        "this " + in.kind().described() + " belongs to no statement",
                        Optional.of("indent it like the statement it belongs to"));
            default -> in.atWord("type") && in.kind(1) == Kind.NAME ? typeAlias() : expressionOrAssignment();
        };
    }

    private Stmt raise() {
        Token start = in.take();
        if (!Expressions.canStart(in.kind())) {
            return new Stmt.Raise(Optional.empty(), Optional.empty(), in.since(start));
        }
        Expr exception = rules.expressions.expression();
        Optional<Expr> cause = in.accept(Kind.FROM) ? Optional.of(rules.expressions.expression()) : Optional.empty();
        return new Stmt.Raise(Optional.of(exception), cause, in.since(start));
    }

    private Stmt delete() {
        Token start = in.take();
        List<Expr> targets = new ArrayList<>();
        do {
            targets.add(rules.targets.delete(rules.operators.bitwiseOr()));
        } while (in.accept(Kind.COMMA) && Expressions.canStart(in.kind()));
        return new Stmt.Delete(List.copyOf(targets), in.since(start));
    }

    private Stmt assertion() {
        Token start = in.take();
        Expr test = rules.expressions.expression();
        Optional<Expr> message = in.accept(Kind.COMMA) ? Optional.of(rules.expressions.expression()) : Optional.empty();
        return new Stmt.Assert(test, message, in.since(start));
    }

    private List<String> names() {
        in.take();
        List<String> names = new ArrayList<>();
        do {
            names.add(in.expect(Kind.NAME).text());
        } while (in.accept(Kind.COMMA));
        return List.copyOf(names);
    }

    private Stmt typeAlias() {
        Token start = in.take();
        Token name = in.take();
        List<Stmt.TypeParam> params = rules.typeParams.parse();
        in.expect(Kind.EQUAL);
        Expr value = rules.expressions.expression();
        return new Stmt.TypeAlias(
                new Expr.Name(name.text(), Expr.Context.STORE, name.span()), params, value, in.since(start));
    }

    /** Only what follows an expression tells whether it was a target. */
    private Stmt expressionOrAssignment() {
        Token start = in.peek();
        Expr first = rules.expressions.yieldOrExpressions();
        if (in.at(Kind.EQUAL)) {
            return assignment(start, first);
        }
        if (in.at(Kind.COLON)) {
            return annotation(start, first);
        }
        Operator operator = augmented();
        if (operator != null) {
            Expr target = rules.targets.single(first, "be changed in place");
            in.take();
            Expr value = rules.expressions.yieldOrExpressions();
            return new Stmt.AugAssign(target, operator, value, in.since(start));
        }
        return new Stmt.ExprStmt(first, in.since(start));
    }

    private Stmt assignment(Token start, Expr first) {
        List<Expr> targets = new ArrayList<>();
        Expr value = first;
        while (in.at(Kind.EQUAL)) {
            targets.add(rules.targets.assigned(value));
            in.take();
            value = rules.expressions.yieldOrExpressions();
        }
        return new Stmt.Assign(List.copyOf(targets), value, in.since(start));
    }

    private Stmt annotation(Token start, Expr first) {
        Expr target = rules.targets.single(first, "have an annotation");
        boolean simple = target instanceof Expr.Name && start.kind() == Kind.NAME;
        in.take();
        Expr annotation = rules.expressions.expression();
        Optional<Expr> value =
                in.accept(Kind.EQUAL) ? Optional.of(rules.expressions.yieldOrExpressions()) : Optional.empty();
        return new Stmt.AnnAssign(target, annotation, value, simple, in.since(start));
    }

    private Operator augmented() {
        return switch (in.kind()) {
            case PLUSEQUAL -> Operator.ADD;
            case MINEQUAL -> Operator.SUB;
            case STAREQUAL -> Operator.MULT;
            case ATEQUAL -> Operator.MATMULT;
            case SLASHEQUAL -> Operator.DIV;
            case PERCENTEQUAL -> Operator.MOD;
            case AMPEREQUAL -> Operator.BITAND;
            case VBAREQUAL -> Operator.BITOR;
            case CIRCUMFLEXEQUAL -> Operator.BITXOR;
            case LEFTSHIFTEQUAL -> Operator.LSHIFT;
            case RIGHTSHIFTEQUAL -> Operator.RSHIFT;
            case DOUBLESTAREQUAL -> Operator.POW;
            case DOUBLESLASHEQUAL -> Operator.FLOORDIV;
            default -> null;
        };
    }
}
