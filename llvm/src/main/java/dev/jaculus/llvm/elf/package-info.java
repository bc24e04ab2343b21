/**
 * One relocatable x86-64 object file becomes a shared library, in memory: {@link dev.jaculus.llvm.elf.SharedObject} reads
 * as the whole story. What there will be is decided first ({@code References}, {@code KeptSections}, {@code LoaderTables},
 * {@code NameTables}), then {@code Layout} gives every part its place, then {@code Relocator} and the tables fill them.
 */
package dev.jaculus.llvm.elf;
