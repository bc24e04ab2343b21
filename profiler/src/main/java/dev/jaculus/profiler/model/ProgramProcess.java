package dev.jaculus.profiler.model;

/**
 * A process that was sampled.
 *
 * @param name for people: the script, or the name of a worker
 */
public record ProgramProcess(long id, String name) {}
