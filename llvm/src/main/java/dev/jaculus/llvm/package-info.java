/**
 * LLVM text to machine code, by libLLVM in this process.
 *
 * <p>In layers: {@code Bindings} calls C functions and knows only longs; {@code Context}, {@code Module} and
 * {@code TargetMachine} give them types and lifetimes; {@link dev.jaculus.llvm.Toolchain} is what others use, and shows
 * nothing of the Foreign Function API. The object files that LLVM emits become shared libraries in
 * {@link dev.jaculus.llvm.elf}.
 */
package dev.jaculus.llvm;
