/**
 * What only we can know about a kernel, done before LLVM sees it. Each pass is a function from module to module, one class,
 * in the order of {@link dev.jaculus.compiler.pass.Passes#PASSES}. LLVM's own work (common subexpressions, hoisting,
 * unrolling, …) is not repeated here.
 */
package dev.jaculus.compiler.pass;
