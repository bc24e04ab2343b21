/**
 * Comparisons: which way of computing something is faster, which needs less memory, and whether they agree.
 *
 * <p>Python measures ({@code python/jaculus/comparing}) and writes one line of JSON for each thing that it has measured, so that
 * an interrupt loses nothing. {@link dev.jaculus.profiler.compare.Measurements} reads these lines into a
 * {@link dev.jaculus.profiler.compare.Comparison}, which holds what was measured and no result:
 *
 * <pre>
 * Comparison ── Way (a function or program, with its parameters) ── Launch (a process) ── seconds of each call, by size
 * </pre>
 *
 * <p>Results are functions of it. A launch is what counts as one observation: calls inside one process share the luck of their
 * memory addresses and agree too well. So {@link dev.jaculus.profiler.compare.Summary} takes the median of each launch, and
 * {@link dev.jaculus.profiler.compare.Difference} tests pairs of launches that ran at the same time.
 * {@link dev.jaculus.profiler.compare.Verdict} says it in sentences; {@link dev.jaculus.profiler.compare.Baseline} compares with an
 * earlier comparison. Text, Markdown, CSV, JSON and page are views, a class each; JSON is read back.
 */
package dev.jaculus.profiler.compare;
