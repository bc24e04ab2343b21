package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.lexer.Lexer;
import dev.jaculus.syntax.lexer.Tokens;
import dev.jaculus.syntax.source.SourceFile;
import java.util.List;

/**
 * Reads Python 3.14. {@link #module} and {@link #function} throw {@link Diagnostic.Failure} where the text is not Python, and nothing else
 * whatever the text is.
 */
public final class Parser {
    private Parser() {}

    /** A whole file. */
    public static Stmt.Module module(SourceFile file) {
        return rules(file, Lexer.Mode.MODULE).statements.module();
    }

    /**
     * One {@code def} with its decorators, as it stands in its file: it may be indented, and what follows the function is
     * not read. Places are those of the file, given {@link SourceFile#firstLine()}.
     */
    public static Stmt.FunctionDef function(SourceFile file) {
        return rules(file, Lexer.Mode.BLOCK).definitions.alone();
    }

    /**
     * The lambdas in some lines of a file, in the order in which they begin, those inside others too. The lines need not
     * be a statement: they may begin or end inside a call. What cannot be read is passed over.
     */
    public static List<Expr.Lambda> lambdas(SourceFile file) {
        return Fragments.lambdas(file);
    }

    private static Rules rules(SourceFile file, Lexer.Mode mode) {
        Tokens tokens = Lexer.lex(file, mode);
        return new Rules(new Cursor(file, tokens));
    }
}
