/** The wider view: what no single line shows. Each rule says nothing where there is nothing to say. */
package dev.jaculus.explain.wider;
