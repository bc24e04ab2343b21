/** Control flow: the loops of any graph of blocks. */
package dev.jaculus.explain.flow;
