/**
 * What a run was like: the contract between those who collect and those who report.
 *
 * <pre>
 *   samples.bin, maps, …                          {@link dev.jaculus.profiler.model.Profile}               text, HTML, JSON,
 *   real Numba's images      ──▶ ProfileBuilder ──▶  run, processes, threads  ──▶  collapsed, speedscope,
 *   perf, another process                            functions, frames, stacks      gecko, pprof, diff
 *                                                    samples, counts, …
 * </pre>
 *
 * <p>A reader of a new source of samples fills a {@link dev.jaculus.profiler.model.ProfileBuilder}:
 *
 * <pre>{@code
 * var builder = new ProfileBuilder(1000);                       // samples a second
 * int process = builder.process(4711, "dither.py");
 * int thread = builder.thread(process, 4711, "MainThread");
 * var main = Function.python("main", "/home/me/dither.py", 44);
 * var dither = Function.kernel("dither", "/home/me/dither.py", 11);
 * builder.sample(thread, Kind.KERNEL, nanoseconds, weight,
 *         List.of(new Frame(main, 49), new Frame(dither, 25)));  // outermost first
 * builder.source("/home/me/dither.py", new SourceFile(…));
 * Profile profile = builder.build();
 * }</pre>
 *
 * <p>Frames, functions and stacks are interned, and samples of a thread with the same stack in the same slice of time are
 * one: a million samples are some thousands of records. A view is a function of the profile, of nothing else.
 *
 * <p><b>Whose time a sample is.</b> A sample has one {@link dev.jaculus.profiler.model.Kind}, and is charged to one line:
 * that of its innermost frame with a line in the user's own code, else of the innermost frame with a line
 * ({@link dev.jaculus.profiler.model.Profile#charged}). So the lines of all files sum to all samples that have a line at all.
 * Every share is of processor time; {@code WAITING} samples are no processor time and have seconds only.
 */
package dev.jaculus.profiler.model;
