/**
 * The intermediate representation: structured SSA in immutable records, one model at two levels. Operations on whole arrays live in the same
 * table as loads and stores, and a pass lowers them away.
 *
 * <p>{@link dev.jaculus.compiler.ir.Op} is the table; {@link dev.jaculus.compiler.ir.Ops} says of each operation what it defines, uses and contains, and rebuilds it;
 * {@link dev.jaculus.compiler.ir.Effects} what it does to memory and control, which is all that a pass asks before it moves one;
 * {@link dev.jaculus.compiler.ir.Verifier} says what always holds. {@link dev.jaculus.compiler.ir.Printer} writes its text, which the tests read:
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
 * a View of all axes, which may forget what the type knew. Nothing here has a default branch over all operations: a new one does not compile until
 * each of these classes, the interpreter and the emitter know it.
 */
package dev.jaculus.compiler.ir;
