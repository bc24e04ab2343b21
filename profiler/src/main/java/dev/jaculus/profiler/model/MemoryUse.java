package dev.jaculus.profiler.model;

import java.util.List;

/**
 * Resident memory over time.
 *
 * @param stepSeconds between two readings
 * @param bytes the readings
 */
public record MemoryUse(double stepSeconds, List<Long> bytes) {
    public static final MemoryUse NONE = new MemoryUse(0, List.of());

    public MemoryUse {
        bytes = List.copyOf(bytes);
    }
}
