/** Which loops were vectorised, and why the others were not: LLVM's remarks, read and translated. */
package dev.jaculus.explain.vector;
