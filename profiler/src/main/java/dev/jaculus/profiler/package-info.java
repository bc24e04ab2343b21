/**
 * From samples to the lines of kernels: {@code samples} reads what the sampler wrote, {@code symbols} finds the lines of
 * addresses, {@link dev.jaculus.profiler.Attribution} counts, and the model {@link dev.jaculus.profiler.Profile} is what
 * writers print.
 */
package dev.jaculus.profiler;
