/**
 * Why is it slow? What became of each line of a kernel, what its loops wait for, and what was not vectorised and why.
 *
 * <pre>
 *   kernel's file ─▶ code.Image ─▶ Instructions ─┬─▶ fate.Fates   a {@link dev.jaculus.explain.Fate} or more for each line
 *   request ─▶ LLVM text before ─▶ ir.IrModule ──┤
 *           └▶ LLVM text after  ─▶ ir.IrModule ──┘
 *           └▶ LLVM's remarks ───────────────────┬─▶ vector.Vectorisations ─┐
 *   Instructions ─▶ flow.Loops ──────────────────┘                         ├─▶ a {@link dev.jaculus.explain.LoopStory} for each loop
 *   Instructions ─▶ wait: dependences, chain, work, verdict ───────────────┘
 * </pre>
 *
 * <p>All of it is data, an {@link dev.jaculus.explain.Explanation}, before it is text; {@code view} holds functions of that. What a reader
 * is told is true of the machine code: LLVM's own words are only believed where the instructions agree.
 */
package dev.jaculus.explain;
