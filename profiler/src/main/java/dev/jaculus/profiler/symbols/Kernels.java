package dev.jaculus.profiler.symbols;

import dev.jaculus.profiler.samples.AddressSpace;
import dev.jaculus.profiler.samples.Mapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The kernels among the files that a process had loaded. */
public final class Kernels {
    private final AddressSpace space;
    private final Map<String, Optional<ElfFile>> files = new HashMap<>();

    public Kernels(AddressSpace space) {
        this.space = space;
    }

    /** Where an address is in a kernel, if it is in one whose file is there. */
    public Optional<Place> at(long address) {
        return space.at(address).flatMap(mapping -> place(mapping, address));
    }

    private Optional<Place> place(Mapping mapping, long address) {
        Optional<ElfFile> file = files.computeIfAbsent(mapping.path(), Kernels::kernel);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        long offset = address - mapping.start() + mapping.offset();
        var inFile = file.get().address(offset);
        return inFile.isPresent()
                ? Optional.of(new Place(Path.of(mapping.path()), inFile.getAsLong()))
                : Optional.empty();
    }

    private static Optional<ElfFile> kernel(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty(); // [vdso], anonymous memory
        }
        try {
            return ElfFile.read(Path.of(path)).filter(ElfFile::kernel);
        } catch (IOException e) {
            return Optional.empty(); // deleted since, or not ours to read
        }
    }
}
