/** Kernels on disk, found by the hash of their request: whole files or none. */
package dev.jaculus.server.cache;
