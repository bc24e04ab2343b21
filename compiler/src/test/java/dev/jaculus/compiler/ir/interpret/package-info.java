/**
 * Runs IR on Java data, with the same results as compiled code: what tests hold passes and the emitter to. It also checks what compiled code cannot
 * afford to: that indices are in range, that layouts are what types say, that no freed block is read.
 */
package dev.jaculus.compiler.ir.interpret;
