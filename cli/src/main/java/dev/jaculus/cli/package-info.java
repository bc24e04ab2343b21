/** The command line: reads the arguments, calls the module that does the work, prints. */
package dev.jaculus.cli;
