package dev.jaculus.profiler.symbols;

import dev.jaculus.profiler.samples.AddressSpace;
import dev.jaculus.profiler.samples.Mapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kernels among the files that a process had loaded. */
public final class Kernels {
    private final AddressSpace space;
    private final Map<String, Optional<ElfFile>> files = new HashMap<>();

    private final AddressSpace images;
    private final Map<String, List<Blocks>> code = new HashMap<>();

    /**
     * Of a process.
     *
     * @param space what it had loaded
     * @param images code that it made itself, with its line tables: addresses in these files are those of the process
     */
    public Kernels(AddressSpace space, AddressSpace images) {
        this.space = space;
        this.images = images;
    }

    /** Where an address is in a kernel, if it is in one whose file is there. */
    public Optional<Place> at(long address) {
        return made(address, false).or(() -> space.at(address).flatMap(mapping -> place(mapping, address, false)));
    }

    /** What a thread that was stopped at an address was waiting for, if that is in a kernel. */
    public Optional<Place> waitedFor(long pc) {
        return made(pc, true).or(() -> space.at(pc).flatMap(mapping -> place(mapping, pc, true)));
    }

    private Optional<Place> made(long address, boolean stopped) {
        return images.at(address).map(mapping -> {
            List<Blocks> blocks = code.computeIfAbsent(mapping.path(), ElfFile::blocks);
            return new Place(Path.of(mapping.path()), stopped ? ElfFile.waitedFor(blocks, address) : address);
        });
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
