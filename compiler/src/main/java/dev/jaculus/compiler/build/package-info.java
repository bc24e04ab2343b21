/**
 * Typed tree → IR, once and straight through: inference has already decided every type, cast and overload.
 *
 * <pre>
 * Build            a program, function by function; collects raise sites and constant data
 * FunctionBuilder  statements: variables become values, merges become results of If, For, Block
 * Expressions      scalars, tuples, calls          Arrays  elements, views, allocation, elementwise operations
 * Slicing          Python's slice arithmetic       Code    appends operations, knows the current location
 * Lists            items, new lists                Complexes  complex numbers from their parts
 * Jumps            which loops are broken out of   Sites, Hosts  the tables of the module
 * Datum            what a variable holds: a value, or a tuple of them; tuples do not exist in the IR
 * </pre>
 */
package dev.jaculus.compiler.build;
