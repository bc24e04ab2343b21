package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code import} and {@code from ... import}. */
final class Imports {
    private final Cursor in;

    Imports(Rules rules) {
        this.in = rules.in;
    }

    Stmt importNames() {
        Token start = in.take();
        List<Stmt.Alias> names = new ArrayList<>();
        do {
            Token first = in.peek();
            String name = dottedName();
            names.add(alias(first, name));
        } while (in.accept(Kind.COMMA));
        return new Stmt.Import(List.copyOf(names), in.since(start));
    }

    Stmt importFrom() {
        Token start = in.take();
        int level = 0;
        while (in.at(Kind.DOT) || in.at(Kind.ELLIPSIS)) {
            level += in.take().text().length();
        }
        Optional<String> module = level > 0 && in.at(Kind.IMPORT) ? Optional.empty() : Optional.of(dottedName());
        in.expect(Kind.IMPORT);
        List<Stmt.Alias> names = importedNames();
        return new Stmt.ImportFrom(module, names, level, in.since(start));
    }

    private List<Stmt.Alias> importedNames() {
        if (in.at(Kind.STAR)) {
            Token star = in.take();
            return List.of(new Stmt.Alias("*", Optional.empty(), star.span()));
        }
        boolean parentheses = in.accept(Kind.LPAR);
        List<Stmt.Alias> names = new ArrayList<>();
        do {
            if (!parentheses && !names.isEmpty() && in.at(Kind.NEWLINE)) {
                throw in.unexpected(
                        "expected a name", Optional.of("drop the comma, or put parentheses around the names"));
            }
            Token name = in.expect(Kind.NAME);
            names.add(alias(name, name.text()));
        } while (in.accept(Kind.COMMA) && !(parentheses && in.at(Kind.RPAR)));
        if (parentheses) {
            in.expect(Kind.RPAR);
        }
        return List.copyOf(names);
    }

    private Stmt.Alias alias(Token first, String name) {
        Optional<String> other =
                in.accept(Kind.AS) ? Optional.of(in.expect(Kind.NAME).text()) : Optional.empty();
        return new Stmt.Alias(name, other, in.since(first));
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(in.expect(Kind.NAME).text());
        while (in.accept(Kind.DOT)) {
            name.append('.').append(in.expect(Kind.NAME).text());
        }
        return name.toString();
    }
}
