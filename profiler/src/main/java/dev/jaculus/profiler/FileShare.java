package dev.jaculus.profiler;

import java.util.List;

/**
 * The samples in the kernels of a file.
 *
 * @param path as the compiler was told it
 * @param passages in the order of the file
 */
public record FileShare(String path, Source source, List<Passage> passages) {
    public FileShare {
        passages = List.copyOf(passages);
    }

    public long samples() {
        return passages.stream().mapToLong(Passage::samples).sum();
    }
}
