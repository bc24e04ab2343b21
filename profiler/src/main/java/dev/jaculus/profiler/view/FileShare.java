package dev.jaculus.profiler.view;

import dev.jaculus.profiler.model.SourceFile;
import java.util.List;

/**
 * The samples that are charged to the lines of a file.
 *
 * @param functions the most samples first
 * @param passages in the order of the file
 */
public record FileShare(SourceFile source, List<FunctionShare> functions, List<Passage> passages) {
    public FileShare {
        functions = List.copyOf(functions);
        passages = List.copyOf(passages);
    }

    public long samples() {
        return passages.stream().mapToLong(Passage::samples).sum();
    }
}
