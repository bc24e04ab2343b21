/**
 * Kernels in Java programs. {@link dev.jaculus.host.Jaculus} compiles and loads, {@link dev.jaculus.host.Kernel} is
 * called, {@link dev.jaculus.host.Array} is memory that both sides see:
 *
 * <pre>
 * Kernel dither = Jaculus.open().compile(Path.of("dither.py"), "dither", "array(uint8, 2d, C)");
 * Array image = Array.of(pixels, height, width).as("uint8");
 * Array result = (Array) dither.call(image);
 * </pre>
 *
 * <p>The packed form in which values travel ({@code Arguments}, {@code Results}, {@code Slots}) is the one of
 * {@code runtime/include/jaculus.h}, the same for every host.
 */
package dev.jaculus.host;
