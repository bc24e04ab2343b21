/**
 * Python's operators, comparisons, brackets and loops. {@code Operators}, {@code Comparisons}, {@code Indexing} and {@code Iterations} ask the families of types
 * in turn, and compute numbers and arrays themselves; {@code Broadcasting} makes one fused {@code Elementwise} of an array expression, {@code Ufuncs} is a table.
 * Each class that implements {@code TypeOps} is one family. No two classes here need each other, but {@code Complexes} and {@code Times}.
 */
package dev.jaculus.compiler.infer.ops;
