package dev.jaculus.profiler.samples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/** Which file the code at an address came from. */
public final class AddressSpace {
    private final TreeMap<Long, Mapping> byStart = new TreeMap<>(Long::compareUnsigned);

    /** Of the lines of a {@code /proc/PID/maps}. Lines that are none are passed over. */
    public static AddressSpace of(Iterable<String> lines) {
        AddressSpace space = new AddressSpace();
        for (String line : lines) {
            Mapping.parse(line).ifPresent(m -> space.byStart.put(m.start(), m));
        }
        return space;
    }

    /** Of a copy of {@code /proc/PID/maps}. */
    public static AddressSpace read(Path file) throws IOException {
        return of(Files.readString(file, StandardCharsets.ISO_8859_1)
                .lines()
                .map(AddressSpace::utf8)
                .toList());
    }

    /** Names are bytes to the kernel; what is no UTF-8 keeps its place at least. */
    private static String utf8(String line) {
        return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The mapping that holds an address. */
    public Optional<Mapping> at(long address) {
        return Optional.ofNullable(byStart.floorEntry(address))
                .map(e -> e.getValue())
                .filter(m -> m.holds(address));
    }
}
