/**
 * IR to the text of an LLVM 20 module.
 *
 * <p>{@link dev.jaculus.compiler.emit.Emitter} is the way in; {@code FunctionEmitter} has the one switch over all operations, and hands each
 * topic on:
 *
 * <pre>
 * Scalars     arithmetic                           Control      labels, phis, loops
 * Values      the LLVM operands of each value      Places       where arrays are
 * Packing     values in slots (Slots: scalars)     Lists        lists and their items
 * Results     what functions return                Handlers     exceptions on their way
 * Piece       a parallel region as a function      Runtime      what is declared of libjaculus_rt and libm
 * VectorCalls elementary functions of vectors      NativeEntry  what C calls: a cfunc
 * EntryPoint  what hosts call
 * AliasScopes, DebugInfo  what LLVM and debuggers are told beside
 * </pre>
 *
 * <p>{@code Code} is the text of one function as it grows.
 */
package dev.jaculus.compiler.emit;
