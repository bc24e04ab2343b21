package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Lexer;
import dev.jaculus.syntax.lexer.Token;
import dev.jaculus.syntax.lexer.Tokens;
import dev.jaculus.syntax.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the lambdas in lines that need be no statement. Python knows the lines of a lambda only roughly, so they may
 * begin or end in the middle of a call.
 */
final class Fragments {
    private final SourceFile file;
    private final Tokens source;

    private Fragments(SourceFile file) {
        this.file = file;
        this.source = Lexer.lex(file, Lexer.Mode.FRAGMENT);
    }

    /** All lambdas that can be read, also those inside others, in the order of their first words. */
    static List<Expr.Lambda> lambdas(SourceFile file) {
        return new Fragments(file).lambdas();
    }

    private List<Expr.Lambda> lambdas() {
        // A bracket that closes nothing was opened before the fragment: ends of lines up to it do not count. Where the
        // closing bracket is missing too, reading on over the end of the line is tried second.
        List<Token> tokens = source.list();
        List<Token> outside = joined(tokens, lastUnopened(tokens));
        List<Token> inside = joined(tokens, tokens.size());
        List<Optional<Expr.Lambda>> first = read(outside);
        List<Optional<Expr.Lambda>> second = read(inside);
        List<Expr.Lambda> found = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            int at = i;
            first.get(i).or(() -> second.get(at)).ifPresent(found::add);
        }
        return found;
    }

    private static int lastUnopened(List<Token> tokens) {
        int open = 0;
        int last = 0;
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.get(i).kind()) {
                case LPAR, LSQB, LBRACE -> open++;
                case RPAR, RSQB, RBRACE -> {
                    if (open == 0) {
                        last = i;
                    } else {
                        open--;
                    }
                }
                default -> {}
            }
        }
        return last;
    }

    /** The tokens without the ends of lines before {@code end}. */
    private static List<Token> joined(List<Token> tokens, int end) {
        List<Token> result = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (i >= end || tokens.get(i).kind() != Kind.NEWLINE) {
                result.add(tokens.get(i));
            }
        }
        return result;
    }

    /** An entry for each word {@code lambda}, empty where no lambda can be read. */
    private List<Optional<Expr.Lambda>> read(List<Token> tokens) {
        Cursor cursor = new Cursor(file, new Tokens(tokens, source.text(), source.problem()));
        Rules rules = new Rules(cursor);
        List<Optional<Expr.Lambda>> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).kind() == Kind.LAMBDA) {
                cursor.reset(i);
                cursor.depth(0);
                found.add(readOne(rules));
            }
        }
        return found;
    }

    private static Optional<Expr.Lambda> readOne(Rules rules) {
        try {
            return Optional.of(rules.expressions.lambda());
        } catch (Diagnostic.Failure | StackOverflowError _) {
            return Optional.empty();
        }
    }
}
