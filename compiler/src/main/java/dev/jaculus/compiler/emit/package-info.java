/**
 * IR to the text of an LLVM 20 module.
 *
 * <p>{@link dev.jaculus.compiler.emit.Emitter} is the way in; {@code FunctionEmitter} has the one switch over all operations, and hands each
 * topic on: {@code Scalars} (arithmetic), {@code Places} (where arrays are), {@code Control} (labels, phis, loops), {@code DebugInfo},
 * {@code Runtime} (what is declared), {@code EntryPoint} (what hosts call). {@code Code} is the text of one function as it grows.
 */
package dev.jaculus.compiler.emit;
