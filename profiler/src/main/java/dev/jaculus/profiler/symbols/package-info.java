/** Addresses to source lines: loaded objects, their ELF headers, and llvm-symbolizer for their DWARF. */
package dev.jaculus.profiler.symbols;
