package dev.jaculus.profiler.samples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of {@code samples.bin}.
 *
 * @param rate samples a second of processor time, as asked for
 * @param process the process's number
 * @param started when
 * @param lost samples for which there was no room
 * @param unsampledThreads threads that could not be sampled
 */
public record Samples(int rate, int process, Instant started, long lost, long unsampledThreads, List<Sample> all) {
    private static final String MAGIC = "JACSAMP1";
    private static final int RECORD = 32;

    /** Reads it. A file of a process that was killed is as good as any other. */
    public static Samples read(Path file) throws IOException {
        RecordFile from = RecordFile.read(file, MAGIC, RECORD);
        List<Sample> all = new ArrayList<>(from.count());
        for (int i = 0; i < from.count(); i++) {
            all.add(sample(from.records(), i * from.recordBytes()));
        }
        ByteBuffer header = from.header();
        long started = header.getLong(48);
        Instant start = Instant.ofEpochSecond(started / 1_000_000_000, started % 1_000_000_000);
        return new Samples(header.getInt(20), header.getInt(56), start, header.getLong(32), header.getLong(40), all);
    }

    private static Sample sample(ByteBuffer bytes, int at) {
        return new Sample(
                bytes.getLong(at),
                bytes.getInt(at + 8),
                bytes.getInt(at + 12),
                bytes.getLong(at + 16),
                bytes.getInt(at + 24),
                bytes.getInt(at + 28));
    }
}
