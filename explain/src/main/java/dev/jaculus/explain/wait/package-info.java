/**
 * What a loop waits for: the longest chain of dependent operations from one turn to the next, against the work that a turn is.
 *
 * <pre>
 *   CodeFunction, Loop ─▶ LoopPath ─▶ Operations ─┬─▶ Dependences ─▶ HeaviestCycle   cycles by chain, and its lines
 *                                                 └─▶ Work                           cycles by ports and width
 *                                                       both ─▶ Waits ─▶ {@link dev.jaculus.explain.Wait}
 * </pre>
 *
 * <p>A chain goes through registers and through memory: what one turn stores and another loads. Addresses are compared as sums of
 * registers at the loop's entry ({@code Addresses}). Latencies are those of {@code Latencies}.
 */
package dev.jaculus.explain.wait;
