package dev.jaculus.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jaculus.profiler.model.Allocation;
import dev.jaculus.profiler.model.MemoryUse;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.samples.Allocations;
import dev.jaculus.profiler.samples.Allocations.Reading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of allocations, made by hand. */
final class AllocationsTest {
    private static final int HEADER = 4096;

    @TempDir
    Path folder;

    private void file(String name, String magic, int record, long... words) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + words.length * 8).order(ByteOrder.nativeOrder());
        bytes.put(0, magic.getBytes(StandardCharsets.ISO_8859_1));
        bytes.putInt(8, 2).putInt(12, HEADER).putInt(16, record).putLong(24, words.length * 8L / record);
        for (int i = 0; i < words.length; i++) {
            bytes.putLong(HEADER + 8 * i, words[i]);
        }
        Files.write(folder.resolve(name), bytes.array());
    }

    private Allocations read() throws IOException {
        return Allocations.read(folder.resolve("memory.bin"), folder.resolve("resident.bin"));
    }

    @Test
    void whatHasChangedSinceThePeakIsKeptAsItWas() throws IOException {
        long[] total = {0, 500, 5, 120, 300, 9, 77};
        long[] changed = {1, 400, 4, 20, 200, 9, 0};
        long[] same = {2, 100, 1, 100, 55, 8, 0};
        file(
                "memory.bin",
                "JACMEMO1",
                56,
                java.util.stream.Stream.of(total, changed, same)
                        .flatMapToLong(java.util.Arrays::stream)
                        .toArray());
        file("resident.bin", "JACRESI1", 24, 5, 1000, 1, 9, 0, 0);
        assertEquals(
                List.of(new Allocations.Site(1, 400, 4, 200, 20), new Allocations.Site(2, 100, 1, 100, 100)),
                read().sites());
        assertEquals(List.of(new Reading(5, 1000)), read().readings());
    }

    @Test
    void withoutFilesNothingWasMeasured() throws IOException {
        assertEquals(Allocations.NONE, read());
        Files.createFile(folder.resolve("memory.bin"));
        assertEquals(Allocations.NONE, read());
        Files.writeString(folder.resolve("memory.bin"), "x".repeat(5000));
        assertThrows(IOException.class, this::read);
    }

    @Test
    void linesHaveWhatTheirCallsAllocate() throws IOException {
        HandMadeCalls calls = new HandMadeCalls();
        int main = calls.interpreted(0, "main", "/home/me/a.py", 10, 2);
        int library = calls.interpreted(main, "zeros", "/usr/lib/python3.11/statistics.py", 90, 0);
        int other = calls.interpreted(0, "main", "/home/me/a.py", 10, 3);
        HandMade.write(folder, List.of(), "");
        HandMade.write(folder, calls);
        file(
                "memory.bin",
                "JACMEMO1",
                56,
                0,
                1007,
                10,
                0,
                9,
                1,
                0,
                main,
                100,
                1,
                0,
                0,
                0,
                0,
                library,
                900,
                2,
                50,
                9,
                0,
                0,
                other,
                5,
                1,
                5,
                3,
                1,
                0,
                0,
                2,
                1,
                1,
                1,
                1,
                0);
        Profile profile = Report.of(folder, Native.SYMBOLIZER);
        assertEquals(
                List.of(
                        new Allocation("/home/me/a.py", 12, 1000, 3, 50, 50),
                        new Allocation("/home/me/a.py", 13, 5, 1, 3, 5),
                        new Allocation("", 0, 2, 1, 1, 1)),
                profile.allocations());
        assertEquals(List.of("/home/me/a.py"), List.copyOf(profile.sources().keySet()));
    }

    @Test
    void processesAreAddedUpOverTime() {
        Resident resident = new Resident();
        resident.add(0, List.of(new Reading(0, 100), new Reading(35_000_000, 300), new Reading(60_000_000, 200)));
        resident.add(20_000_000, List.of(new Reading(0, 7), new Reading(11_000_000, 9)));
        resident.add(5, List.of());
        assertEquals(new MemoryUse(0.01, List.of(100L, 100L, 107L, 309L, 300L, 300L, 200L)), resident.sum());
        assertEquals(MemoryUse.NONE, new Resident().sum());
    }
}
