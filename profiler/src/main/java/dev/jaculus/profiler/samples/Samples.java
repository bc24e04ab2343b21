package dev.jaculus.profiler.samples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of {@code samples.bin}.
 *
 * @param rate samples a second of processor time, as asked for
 * @param started when
 * @param lost samples for which there was no room
 * @param unsampledThreads threads that could not be sampled
 */
public record Samples(int rate, Instant started, long lost, long unsampledThreads, List<Sample> all) {
    private static final String MAGIC = "JACSAMP1";
    private static final int VERSION = 1;
    private static final int HEADER = 72;

    /** Reads it. A file of a process that was killed is as good as any other. */
    public static Samples read(Path file) throws IOException {
        ByteBuffer bytes;
        try (FileChannel channel = FileChannel.open(file)) {
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
        bytes.order(ByteOrder.nativeOrder());
        if (bytes.limit() < HEADER || !magic(bytes).equals(MAGIC) || bytes.getInt(8) != VERSION) {
            throw new IOException(file + " is not a file of samples, or another version's");
        }
        int records = bytes.getInt(12);
        int size = bytes.getInt(16);
        if (records < HEADER || size < 32) {
            throw new IOException(file + " has a damaged header");
        }
        long room = Math.max(0, (bytes.limit() - (long) records) / size);
        long count = Math.max(0, Math.min(bytes.getLong(24), room));
        List<Sample> all = new ArrayList<>((int) count);
        for (long i = 0; i < count; i++) {
            all.add(sample(bytes, (int) (records + i * size)));
        }
        long started = bytes.getLong(48);
        Instant start = Instant.ofEpochSecond(started / 1_000_000_000, started % 1_000_000_000);
        return new Samples(bytes.getInt(20), start, bytes.getLong(32), bytes.getLong(40), all);
    }

    private static String magic(ByteBuffer bytes) {
        byte[] magic = new byte[MAGIC.length()];
        bytes.get(0, magic);
        return new String(magic, StandardCharsets.ISO_8859_1);
    }

    private static Sample sample(ByteBuffer bytes, int at) {
        return new Sample(
                bytes.getLong(at),
                bytes.getLong(at + 8),
                bytes.getInt(at + 24),
                bytes.getLong(at + 16),
                bytes.getInt(at + 28));
    }
}
