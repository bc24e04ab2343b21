package dev.jaculus.profiler.model;

/**
 * A thread that was sampled.
 *
 * @param process index of a process
 * @param name for people; empty when it has none
 */
public record ProgramThread(int process, long id, String name) {}
