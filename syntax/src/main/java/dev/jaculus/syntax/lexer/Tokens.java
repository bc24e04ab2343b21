package dev.jaculus.syntax.lexer;

import dev.jaculus.syntax.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What the lexer made of a source.
 *
 * @param list ends with {@link Kind#END}, or with {@link Kind#ERROR} where the text cannot be read; the parser reports
 *     that only when it gets there, so that the first mistake of the file is the one that is told
 * @param text the source with every end of line written {@code \n}; tokens' offsets count in it
 * @param problem why the list ends with an error
 */
public record Tokens(List<Token> list, String text, Optional<Diagnostic> problem) {}
