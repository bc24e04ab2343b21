/**
 * What became faster: {@link dev.jaculus.profiler.diff.Edit} matches the lines of two texts, {@link
 * dev.jaculus.profiler.diff.Comparison} the lines of two profiles, {@link dev.jaculus.profiler.diff.DiffReport} prints it.
 */
package dev.jaculus.profiler.diff;
