/**
 * Files for programs: our own JSON, which can be read back, and what other viewers read. A format is a class whose
 * {@code write} is a function of the profile; the command line names it in one line ({@code cli.Outputs}).
 */
package dev.jaculus.profiler.format;
