/**
 * What inference is made of. An expression gives a {@code Value}: a typed tree, or something that exists only while compiling (a module, a dtype, a
 * range). Types follow the flow of control: an {@code Env} maps each variable to what is known of it at one point, and where paths meet
 * {@code Env.join} unifies. A read of a variable that is only assigned further down in a loop throws {@code NotYet}, which skips the statement in this
 * round.
 *
 * <p>{@code Scope} is the function that is inferred, as a topic sees it; {@code Topics} are the interfaces by which topics ask each other, {@code Functions} the
 * other functions of the program. {@code TypeOps} is
 * what one may do with the values of a family of types. {@code Known} is a function that the compiler itself knows. The rest are facts without a
 * state: about trees, tuples, texts, records, dtypes; {@code Conversions}, {@code Describe} (a value in words) and {@code Errors} (the texts of all
 * diagnostics).
 */
package dev.jaculus.compiler.infer.core;
