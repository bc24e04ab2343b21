package dev.jaculus.profiler.model;

/**
 * A machine instruction of a kernel, in the order of its code.
 *
 * @param code which piece of code it is in: instructions of the same name are one listing
 * @param file and {@code line}: what it was made of; empty and 0 when not known
 * @param weight samples that waited for it
 */
public record Instruction(String code, long address, String text, String file, int line, long weight) {}
