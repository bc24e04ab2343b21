package dev.jaculus.syntax.lexer;

import dev.jaculus.syntax.source.Span;

/**
 * A word of the source.
 *
 * @param text as it is written; a name is normalised (NFKC), as Python compares names
 * @param start where it begins in {@link Tokens#text()}
 * @param end where it ends there, exclusive
 */
public record Token(Kind kind, String text, Span span, int start, int end) {}
