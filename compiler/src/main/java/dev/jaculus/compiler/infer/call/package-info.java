/**
 * Calls. {@code Calls} looks a function up by its canonical name, such as {@code numpy.sum}: the user's overloads ({@code Overloading}), what the compiler knows
 * (each topic registers its {@code Known} functions), ufuncs, and last {@code Library}, the functions that are written in Python. {@code Signature} binds
 * the arguments of a function of Python's.
 */
package dev.jaculus.compiler.infer.call;
