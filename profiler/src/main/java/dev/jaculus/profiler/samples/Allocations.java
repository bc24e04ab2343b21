package dev.jaculus.profiler.samples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process allocated, the content of {@code memory.bin} and {@code resident.bin}.
 *
 * @param sites the calls that allocated
 * @param readings how much memory there was, over time
 * @param lost calls for which there was no room
 */
public record Allocations(List<Site> sites, List<Reading> readings, long lost) {
    /** Of a process whose memory was not measured. */
    public static final Allocations NONE = new Allocations(List.of(), List.of(), 0);

    private static final String SITES = "JACMEMO1";
    private static final String READINGS = "JACRESI1";
    private static final int SITE = 56;
    private static final int READING = 24;

    public Allocations {
        sites = List.copyOf(sites);
        readings = List.copyOf(readings);
    }

    /**
     * A call that allocated.
     *
     * @param caller its number, see {@link Calls}
     * @param bytes in all
     * @param count of blocks
     * @param atPeak bytes that were alive when the process had the most
     * @param alive bytes that are alive at the end
     */
    public record Site(int caller, long bytes, long count, long atPeak, long alive) {}

    /**
     * A look at the clock and at the memory.
     *
     * @param time nanoseconds since the start
     * @param resident bytes of the process that are in memory
     */
    public record Reading(long time, long resident) {}

    /** Reads both files; without them nothing was measured. */
    public static Allocations read(Path memory, Path resident) throws IOException {
        if (!Files.exists(memory) || Files.size(memory) == 0) {
            return NONE;
        }
        RecordFile file = RecordFile.read(memory, SITES, SITE);
        return new Allocations(sites(file), readings(resident), file.header().getLong(32));
    }

    /** The first record is the total: its turn is that of the peak. */
    private static List<Site> sites(RecordFile file) {
        List<Site> sites = new ArrayList<>(file.count());
        ByteBuffer bytes = file.records();
        for (int i = 1; i < file.count(); i++) {
            int at = i * file.recordBytes();
            long alive = bytes.getLong(at + 24);
            boolean changedSince = bytes.getLong(at + 40) == bytes.getLong(40);
            long atPeak = changedSince ? bytes.getLong(at + 32) : alive;
            sites.add(new Site(bytes.getInt(at), bytes.getLong(at + 8), bytes.getLong(at + 16), atPeak, alive));
        }
        return sites;
    }

    private static List<Reading> readings(Path path) throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return List.of();
        }
        RecordFile file = RecordFile.read(path, READINGS, READING);
        List<Reading> readings = new ArrayList<>(file.count());
        for (int i = 0; i < file.count(); i++) {
            int at = i * file.recordBytes();
            if (file.records().getLong(at + 8) > 0) { // else its writer was stopped
                readings.add(
                        new Reading(file.records().getLong(at), file.records().getLong(at + 8)));
            }
        }
        return readings;
    }
}
