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
        return space.at(address).flatMap(mapping -> place(mapping, address, false));
    }

    /** What a thread that was stopped at an address was waiting for, if that is in a kernel. */
    public Optional<Place> waitedFor(long pc) {
        return space.at(pc).flatMap(mapping -> place(mapping, pc, true));
    }

    private Optional<Place> place(Mapping mapping, long address, boolean stopped) {
        Optional<ElfFile> file = files.computeIfAbsent(mapping.path(), Kernels::kernel);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        long offset = address - mapping.start() + mapping.offset();
        var inFile = file.get().address(offset);
        if (inFile.isEmpty()) {
            return Optional.empty();
        }
        long at = inFile.getAsLong();
        return Optional.of(
                new Place(Path.of(mapping.path()), stopped ? file.get().waitedFor(at) : at));
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
