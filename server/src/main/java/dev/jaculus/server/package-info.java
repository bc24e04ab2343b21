/**
 * The compile server: one process a user, a Unix socket, requests in, paths of kernels out.
 *
 * <p>{@link dev.jaculus.server.Server} listens, {@link dev.jaculus.server.Service} answers, and behind it {@code work}
 * sees that one key is compiled once and {@code cache} that a file is there whole or not at all. The compiler itself is
 * behind {@link dev.jaculus.server.KernelCompiler}, a pure function.
 */
package dev.jaculus.server;
