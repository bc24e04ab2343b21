/** Who compiles what, and when: so many at a time, and one run for a key. */
package dev.jaculus.server.work;
