/**
 * What may be said of a {@code prange} loop from its source alone: whether its iterations can run at the same time, what each of them has for
 * itself, what is put together at the end, and where two of them would touch the same place.
 */
package dev.jaculus.compiler.infer.parallel;
