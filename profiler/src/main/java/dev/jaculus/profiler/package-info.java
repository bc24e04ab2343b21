/**
 * From samples to reports: {@code samples} reads what the sampler wrote, {@code symbols} finds the lines of addresses,
 * {@link dev.jaculus.profiler.Report} fills a profile of them, {@code model} is that profile. Of it
 * {@code view} is what people read, {@code format} what programs read, and {@code diff} compares two.
 */
package dev.jaculus.profiler;
