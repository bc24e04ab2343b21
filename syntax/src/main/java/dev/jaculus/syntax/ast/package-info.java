/**
 * Python's syntax tree: records after CPython's {@code Python.asdl}, with the same names and fields. The tree is only
 * what stands in the text: nothing is resolved, folded or checked.
 */
package dev.jaculus.syntax.ast;
