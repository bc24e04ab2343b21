/** Who compiles what, and when: a pool of threads and one run for a key. */
package dev.jaculus.server.work;
