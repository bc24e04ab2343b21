/** The files that the sampler of the runtime leaves: runtime/include/jaculus_sampler.h has their format. */
package dev.jaculus.profiler.samples;
