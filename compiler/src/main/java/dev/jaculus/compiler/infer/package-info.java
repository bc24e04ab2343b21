/**
 * Types a kernel as Numba would: Python syntax in, {@link dev.jaculus.compiler.tree typed tree} out, or a
 * {@link dev.jaculus.syntax.diagnostic.Diagnostic}.
 *
 * <p>Four packages, each of which knows only those before it:
 *
 * <ol>
 *   <li>{@link dev.jaculus.compiler.infer.core}: values, variables, conversions, errors; {@code Scope} and {@code Topics}, by which topics ask each other,
 *       and {@code TypeOps}, which a family of types implements;
 *   <li>{@link dev.jaculus.compiler.infer.ops}: what operators, brackets and loops do, by the families of types;
 *   <li>{@link dev.jaculus.compiler.infer.call}: what is called: known functions, our library, the user's overloads;
 *   <li>{@link dev.jaculus.compiler.infer.flow}: statements and expressions, functions inside of others;
 * </ol>
 *
 * and {@link dev.jaculus.compiler.infer.parallel}, which looks for races in the source of a parallel loop and needs none of them. This package is what holds
 * them together:
 *
 * <ul>
 *   <li>{@code Inference} is the door; {@code Instances} holds one typed function for each list of argument types, and goes through a
 *       recursive one again until its result type stands still.
 *   <li>{@code FunctionInference} goes through one body: it is the {@code Scope} of all topics.
 *   <li>{@code SideEffects} says which expressions others notice, so that nothing is computed after one that stands before it; {@code SharedLists} which
 *       lists the iterations of a parallel loop change together.
 * </ul>
 *
 * <p>Names of hidden variables begin with {@code $}.
 */
package dev.jaculus.compiler.infer;
