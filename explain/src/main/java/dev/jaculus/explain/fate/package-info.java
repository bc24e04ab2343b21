/** What became of lines: instructions before LLVM's passes, after them, and in the machine code, compared line by line. */
package dev.jaculus.explain.fate;
