/**
 * From tokens to the tree, by recursive descent in the order of Python 3.14's grammar. The way in is {@link
 * dev.jaculus.syntax.parser.Parser}; the rules stand in files by topic and call each other through {@code Rules}.
 *
 * <p>What holds here:
 *
 * <ul>
 *   <li>The tree and its places are those of CPython's {@code ast.parse}; what it refuses is refused, and nothing more.
 *       Mistakes that CPython finds later ({@code return} outside a function) are found later here too.
 *   <li>No backtracking, but for {@code with (}: a target is read as an expression and turned into a target when the
 *       {@code =} is there; {@code match} is told from a name by the colon at the end of its line.
 *   <li>A node's place goes from its first token to its last; brackets around an expression belong to what is around it.
 *   <li>Whatever the text, there is a tree or a {@code Diagnostic.Failure}; nesting is limited before the stack is.
 * </ul>
 */
package dev.jaculus.syntax.parser;
