package dev.jaculus.profiler;

import java.util.List;

/**
 * The samples in the kernels of a file.
 *
 * @param path as the compiler was told it
 * @param functions the most samples first
 * @param passages in the order of the file
 */
public record FileShare(String path, Source source, List<FunctionShare> functions, List<Passage> passages) {
    public FileShare {
        functions = List.copyOf(functions);
        passages = List.copyOf(passages);
    }

    public long samples() {
        return passages.stream().mapToLong(Passage::samples).sum();
    }
}
