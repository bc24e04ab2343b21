/** Machine code: read from a kernel's file, with the source line of each instruction, in blocks. */
package dev.jaculus.explain.code;
