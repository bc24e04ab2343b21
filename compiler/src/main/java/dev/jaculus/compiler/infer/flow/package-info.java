/**
 * Statements and expressions. {@code Statements} and {@code Expressions} send each kind of syntax to its topic. {@code Loops} repeats a body until the types at its head
 * stand still; {@code ParallelLoops} and {@code Reducing} make pieces of a prange. {@code Closures}, {@code Comprehensions}, {@code Generators} and {@code Inlining}
 * infer functions inside of others, whose variables {@code Renaming} keeps apart.
 */
package dev.jaculus.compiler.infer.flow;
