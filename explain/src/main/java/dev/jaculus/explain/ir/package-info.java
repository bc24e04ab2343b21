/** LLVM text as far as an explanation needs it: instructions with their places, their operands and their loops. */
package dev.jaculus.explain.ir;
