/** What is asked of the compiler, and what it may ask back: the functions' sources, the types of the arguments, what the host knows of their globals. */
package dev.jaculus.compiler.request;
