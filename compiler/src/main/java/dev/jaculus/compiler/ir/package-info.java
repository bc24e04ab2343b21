/**
 * The intermediate representation: structured SSA in immutable records, one model at two levels. Operations on whole arrays live in the same
 * table as loads and stores, and a pass lowers them away.
 *
 * <p>{@link dev.jaculus.compiler.ir.Op} is the table. A row says all that is to know of an operation but what it means: its name; its parts, in the
 * order of its text, to whoever asks for {@link dev.jaculus.compiler.ir.Parts} (copies, {@link dev.jaculus.compiler.ir.Ops}, {@link dev.jaculus.compiler.ir.Printer}, and
 * the tests' Reader); what the {@link dev.jaculus.compiler.ir.Verifier} holds it to; what it does to memory and control, of which
 * {@link dev.jaculus.compiler.ir.Effects} makes the sum that a pass asks for before it moves one. What an operation means is said twice, by the emitter and by
 * the tests' Interpreter, and random modules hold one to the other. The text:
 *
 * <pre>
 * function "total"(%0: array(float64, 1d, A)) -&gt; (float64) {
 *   %1: int64 = const 0
 *   %2: int64 = length %0 0
 *   %3: float64 = const 0.0
 *   %4: float64 = for %5 = %1 to %2 step 1 (%6: float64 = %3) {
 *     %7: float64 = load %0[%5]
 *     %8: float64 = add %6, %7
 *     yield(%8)
 *   }
 *   return(%4)
 * }
 * </pre>
 *
 * There are no phis and no basic blocks: what paths bring to where they meet, they yield, or carry along with a Jump to a label around
 * them. Break is a jump to the Block around a loop, continue to the Block around its body. There is no conversion between array types but
 * a View of all axes, which may forget what the type knew. There are two switches over all operations, without a default branch: a new one
 * does not compile until its row is whole and the emitter and the interpreter know it.
 */
package dev.jaculus.compiler.ir;
