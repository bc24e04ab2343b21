/**
 * From text to tokens. {@link dev.jaculus.syntax.lexer.Lexer} reads a whole source at once and never fails: what cannot
 * be read becomes a last token {@code ERROR}, which the parser reports if nothing before it is wrong.
 *
 * <p>The end of a line is a token only outside brackets; the indentation of blocks is tokens. An f-string is no single
 * token but its texts and the tokens of its fields, nested as deep as the user likes (PEP 701), so that places inside it
 * are real ones.
 */
package dev.jaculus.syntax.lexer;
