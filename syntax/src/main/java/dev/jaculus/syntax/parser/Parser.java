package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.lexer.Lexer;
import dev.jaculus.syntax.source.SourceFile;
import java.util.List;
import java.util.function.Function;

/**
 * Reads Python 3.14. {@link #module} and {@link #function} throw {@link Diagnostic.Failure} where the text is not Python, and nothing else
 * whatever the text is.
 */
public final class Parser {
    private Parser() {}

    /** A whole file. */
    public static Stmt.Module module(SourceFile file) {
        return read(file, Lexer.Mode.MODULE, rules -> rules.statements.module());
    }

    /**
     * One {@code def} with its decorators, as it stands in its file: it may be indented, and what follows the function is
     * not read. Places are those of the file, given {@link SourceFile#firstLine()}.
     */
    public static Stmt.FunctionDef function(SourceFile file) {
        return read(file, Lexer.Mode.BLOCK, rules -> rules.definitions.alone());
    }

    /**
     * The lambdas in some lines of a file, in the order in which they begin, those inside others too. The lines need not
     * be a statement: they may begin or end inside a call. What cannot be read is passed over.
     */
    public static List<Expr.Lambda> lambdas(SourceFile file) {
        return Fragments.lambdas(file);
    }

    private static <T> T read(SourceFile file, Lexer.Mode mode, Function<Rules, T> rule) {
        Cursor cursor = new Cursor(file, Lexer.lex(file, mode));
        try {
            return rule.apply(new Rules(cursor));
        } catch (StackOverflowError _) {
            throw cursor.tooDeep(); // the cursor's limits suit usual stacks; this is for a caller on a small one
        }
    }
}
