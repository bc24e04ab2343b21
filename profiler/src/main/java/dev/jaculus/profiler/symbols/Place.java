package dev.jaculus.profiler.symbols;

import java.nio.file.Path;

/** An address in an object file, before relocation. */
public record Place(Path object, long address) {}
