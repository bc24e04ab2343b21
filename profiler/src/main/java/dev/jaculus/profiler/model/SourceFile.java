package dev.jaculus.profiler.model;

/**
 * A source file as it was when the program ran.
 *
 * @param path as frames name it
 * @param shown as people name it: {@code Cell In[3]}, or the path
 */
public record SourceFile(String path, String shown, Source text) {}
