package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** try with except, except*, else and finally. */
final class TryStatement {
    private final Rules rules;
    private final Cursor in;

    TryStatement(Rules rules) {
        this.rules = rules;
        this.in = rules.in;
    }

    Stmt parse() {
        Token start = in.take();
        List<Stmt> body = rules.statements.block(start, "`try`");
        List<Stmt.ExceptHandler> handlers = new ArrayList<>();
        boolean groups = in.kind(1) == Kind.STAR;
        while (in.at(Kind.EXCEPT)) {
            if ((in.kind(1) == Kind.STAR) != groups) {
                throw in.failure(
                        "invalid-syntax",
                        "one `try` has both `except` and `except*`",
                        in.peek().span(),
                        "");
            }
            handlers.add(handler());
        }
        List<Stmt> orelse = handlers.isEmpty() ? List.of() : rules.compound.elseBlock();
        List<Stmt> last = List.of();
        if (in.at(Kind.FINALLY)) {
            Token head = in.take();
            last = rules.statements.block(head, "`finally`");
        } else if (handlers.isEmpty()) {
            throw in.unexpected("expected `except` or `finally` after the block of `try`");
        }
        Span span = in.since(start);
        return groups && !handlers.isEmpty()
                ? new Stmt.TryStar(body, List.copyOf(handlers), orelse, last, span)
                : new Stmt.Try(body, List.copyOf(handlers), orelse, last, span);
    }

    private Stmt.ExceptHandler handler() {
        Token start = in.take();
        boolean group = in.accept(Kind.STAR);
        Optional<Expr> type = Optional.empty();
        Optional<String> name = Optional.empty();
        if (group || !in.at(Kind.COLON)) {
            Expr caught = rules.expressions.expressions();
            type = Optional.of(caught);
            if (in.at(Kind.AS)) {
                if (isBareTuple(caught)) {
                    throw in.failure(
                            "invalid-syntax",
                            "several exceptions with a name need parentheses",
                            caught.span(),
                            "",
                            "put parentheses around them");
                }
                in.take();
                name = Optional.of(in.expect(Kind.NAME).text());
            }
        }
        List<Stmt> body = rules.statements.block(start, "`except`");
        return new Stmt.ExceptHandler(type, name, body, in.since(start));
    }

    /** A tuple in parentheses starts before its first item. */
    private static boolean isBareTuple(Expr expr) {
        return expr instanceof Expr.Tuple tuple
                && !tuple.elts().isEmpty()
                && tuple.elts().getFirst().span().line() == tuple.span().line()
                && tuple.elts().getFirst().span().column() == tuple.span().column();
    }
}
