/**
 * Types a kernel as Numba would: Python syntax in, {@link dev.jaculus.compiler.tree typed tree} out, or a
 * {@link dev.jaculus.syntax.diagnostic.Diagnostic}.
 *
 * <ul>
 *   <li>{@code Inference} is the door; {@code Instances} holds one typed function for each list of argument types, and goes through a
 *       recursive one again until its result type stands still.
 *   <li>{@code Scope} goes through one body. Types follow the flow of control: an {@code Env} maps each variable to what is
 *       known of it at this point, and where paths meet {@code Env.join} unifies. {@code Loops} repeats a body until the types at its
 *       head stand still. A read of a variable that is only assigned further down in a loop throws {@code NotYet}, which skips the
 *       statement in this round.
 *   <li>Statements: {@code Statements}, {@code Assignments}, {@code Loops} and {@code Iterations} (what a loop goes over), {@code Unrolling},
 *       {@code Raising}, {@code Trying}, {@code ObjectMode}. {@code ParallelLoops} and {@code Reducing} make pieces of a prange;
 *       {@link dev.jaculus.compiler.infer.parallel} looks for races in it.
 *   <li>Expressions give a {@code Value}: a typed tree, or something that exists only while compiling (a module, a dtype, a range).
 *       {@code Expressions} sends each kind to its topic: {@code Operators}, {@code Comparisons}, {@code Attributes}, {@code Indexing},
 *       {@code Calls}; and by type: {@code Lists}, {@code Texts}, {@code Times}, {@code Complexes}, {@code Optionals}, {@code NamedTuples},
 *       {@code Objects}, whose special methods are the class's own functions; {@code Dictionaries} and {@code Sets} are such
 *       objects, of classes that the host has for their types.
 *   <li>Functions inside: {@code Closures} and {@code Comprehensions}, whose variables {@code Renaming} keeps apart, and {@code Generators}.
 *   <li>Calls look a function up by its canonical name: {@code Builtins}, {@code Ufuncs} (a table of data), {@code MathCalls},
 *       {@code Creation}, {@code Casting}, {@code ListCalls}, {@code TextCalls}, and last {@code Library}, the NumPy functions that are written in Python.
 *   <li>{@code Broadcasting} makes one fused {@code Elementwise} of an array expression.
 *   <li>{@code SideEffects} says which expressions others notice, so that nothing is computed after one that stands before it; {@code SharedLists} which
 *       lists the iterations of a parallel loop change together.
 *   <li>{@code Errors} holds the texts of all diagnostics.
 * </ul>
 *
 * <p>Names of hidden variables begin with {@code $}.
 */
package dev.jaculus.compiler.infer;
