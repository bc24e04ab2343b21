/**
 * From samples to reports: {@code samples} reads what the sampler wrote, {@code symbols} finds the lines of addresses,
 * {@link dev.jaculus.profiler.Report} fills a profile of them, {@code model} is that profile, and {@code view} what people
 * read of it.
 */
package dev.jaculus.profiler;
