package dev.jaculus.profiler.samples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file that the sampler wrote: a header and records of the same size.
 *
 * @param header the whole file, from its begin
 * @param records from the first record on; as many as are claimed and there
 */
record RecordFile(ByteBuffer header, ByteBuffer records, int recordBytes, int count) {
    private static final int VERSION = 2;
    private static final int HEADER = 72;

    /** Reads it. A file of a process that was killed is as good as any other. */
    static RecordFile read(Path file, String magic, int least) throws IOException {
        ByteBuffer bytes;
        try (FileChannel channel = FileChannel.open(file)) {
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
        bytes.order(ByteOrder.nativeOrder());
        if (bytes.limit() < HEADER || !magic(bytes).equals(magic) || bytes.getInt(8) != VERSION) {
            throw new IOException(file + " is not a file of samples, or another version's");
        }
        int start = bytes.getInt(12);
        int size = bytes.getInt(16);
        if (start < HEADER || size < least) {
            throw new IOException(file + " has a damaged header");
        }
        long room = Math.max(0, (bytes.limit() - (long) start) / size);
        int count = (int) Math.max(0, Math.min(bytes.getLong(24), room));
        ByteBuffer records =
                bytes.slice(Math.min(start, bytes.limit()), count * size).order(bytes.order());
        return new RecordFile(bytes, records, size, count);
    }

    private static String magic(ByteBuffer bytes) {
        byte[] magic = new byte[8];
        bytes.get(0, magic);
        return new String(magic, StandardCharsets.ISO_8859_1);
    }
}
