package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions and classes, with their decorators. */
final class Definitions {
    private final Rules rules;
    private final Cursor in;

    Definitions(Rules rules) {
        this.rules = rules;
        this.in = rules.in;
    }

    /** The function that a block is; what comes after it is not looked at. */
    Stmt.FunctionDef alone() {
        if (!in.at(Kind.AT) && !in.at(Kind.DEF) && !in.at(Kind.ASYNC)) {
            throw in.unexpected("expected a function");
        }
        Stmt definition = definition();
        if (definition instanceof Stmt.FunctionDef function) {
            return function;
        }
        String what = definition instanceof Stmt.ClassDef ? "a class" : "an async function";
        throw in.failure("invalid-syntax", "expected a plain function", definition.span(), "this is " + what);
    }

    Stmt definition() {
        List<Expr> decorators = new ArrayList<>();
        while (in.accept(Kind.AT)) {
            decorators.add(rules.expressions.namedExpression());
            in.expect(Kind.NEWLINE);
        }
        return switch (in.kind()) {
            case CLASS -> classDefinition(List.copyOf(decorators));
            case DEF, ASYNC -> function(List.copyOf(decorators));
            default -> throw in.unexpected("expected a function or a class after the decorators");
        };
    }

    private Stmt function(List<Expr> decorators) {
        Token start = in.peek();
        boolean isAsync = in.accept(Kind.ASYNC);
        Token head = in.expect(Kind.DEF);
        String name = in.expect(Kind.NAME).text();
        List<Stmt.TypeParam> typeParams = rules.typeParams.parse();
        in.expect(Kind.LPAR);
        Expr.Arguments arguments = rules.parameters.parse(true, Kind.RPAR);
        in.expect(Kind.RPAR);
        Optional<Expr> returns = in.accept(Kind.ARROW) ? Optional.of(rules.expressions.expression()) : Optional.empty();
        List<Stmt> body = rules.statements.block(head, "the head of a function");
        Span span = in.since(start);
        return isAsync
                ? new Stmt.AsyncFunctionDef(name, arguments, body, decorators, returns, typeParams, span)
                : new Stmt.FunctionDef(name, arguments, body, decorators, returns, typeParams, span);
    }

    private Stmt classDefinition(List<Expr> decorators) {
        Token start = in.take();
        String name = in.expect(Kind.NAME).text();
        List<Stmt.TypeParam> typeParams = rules.typeParams.parse();
        Calls.Arguments bases =
                in.at(Kind.LPAR) ? rules.calls.arguments(false) : new Calls.Arguments(List.of(), List.of());
        List<Stmt> body = rules.statements.block(start, "the head of a class");
        return new Stmt.ClassDef(
                name, bases.positional(), bases.keywords(), body, decorators, typeParams, in.since(start));
    }
}
