package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists of statements: files and blocks. */
final class Statements {
    private final Rules rules;
    private final Cursor in;

    Statements(Rules rules) {
        this.rules = rules;
        this.in = rules.in;
    }

    Stmt.Module module() {
        List<Stmt> body = new ArrayList<>();
        while (!in.at(Kind.END)) {
            statement(body);
        }
        return new Stmt.Module(List.copyOf(body));
    }

    private void statement(List<Stmt> body) {
        Optional<Stmt> compound = rules.compound.statement();
        if (compound.isPresent()) {
            body.add(compound.get());
        } else {
            simpleStatements(body);
        }
    }

    /** A line of simple statements. */
    private void simpleStatements(List<Stmt> body) {
        do {
            body.add(rules.simple.statement());
        } while (in.accept(Kind.SEMI) && !in.at(Kind.NEWLINE));
        if (!in.at(Kind.NEWLINE)) {
            throw notEnded();
        }
        in.take();
    }

    /** A complete statement goes on with something that does not fit. */
    private Diagnostic.Failure notEnded() {
        Token last = in.last();
        boolean old = last.kind() == Kind.NAME
                && (last.text().equals("print") || last.text().equals("exec"));
        if (old) {
            return in.unexpected(
                    "expected the end of the statement", Optional.of("did you mean " + last.text() + "(...)?"));
        }
        return in.unexpected("expected the end of the statement");
    }

    /** A colon and the block behind it: on the same line, or indented below. */
    List<Stmt> block(Token head, String what) {
        if (!in.at(Kind.COLON)) {
            throw in.unexpected("expected `:` after " + what);
        }
        in.take();
        List<Stmt> body = new ArrayList<>();
        if (!in.accept(Kind.NEWLINE)) {
            simpleStatements(body);
            return List.copyOf(body);
        }
        if (!in.at(Kind.INDENT)) {
            throw in.unexpectedBlock(head, what);
        }
        in.take();
        while (!in.accept(Kind.DEDENT)) {
            statement(body);
        }
        return List.copyOf(body);
    }
}
