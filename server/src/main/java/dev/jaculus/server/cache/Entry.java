package dev.jaculus.server.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A kernel as one file, which is a shared library with something after its end that the loader does not read:
 *
 * <pre>
 *     ELF | metadata as JSON | u64 length of the ELF | u64 length of the metadata | sha256 of ELF and metadata | "JACULUS1"
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Entry(byte[] elf, String metadata) {
    private static final byte[] MAGIC = "JACULUS1".getBytes(UTF_8);
    private static final int TRAILER = 8 + 8 + 32 + MAGIC.length;

    /** The whole file. */
    public byte[] bytes() {
        byte[] json = metadata.getBytes(UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(elf.length + json.length + TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        file.put(elf).put(json).putLong(elf.length).putLong(json.length);
        return file.put(sha256(file.array(), elf.length + json.length))
                .put(MAGIC)
                .array();
    }

    /** Empty where a file is missing, cut off, or not what was written: a miss. */
    public static Optional<Entry> read(Path path) {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) { // a FIFO would make us wait
            return Optional.empty();
        }
        try {
            return of(Files.readAllBytes(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<Entry> of(byte[] file) {
        int contents = file.length - TRAILER;
        if (contents < 0
                || !Arrays.equals(file, file.length - MAGIC.length, file.length, MAGIC, 0, MAGIC.length)
                || !Arrays.equals(sha256(file, contents), 0, 32, file, contents + 16, contents + 48)) {
            return Optional.empty();
        }
        ByteBuffer lengths = ByteBuffer.wrap(file, contents, 16).order(ByteOrder.LITTLE_ENDIAN);
        long elf = lengths.getLong();
        long metadata = lengths.getLong();
        if (elf < 0 || metadata < 0 || elf > contents || elf + metadata != contents) {
            return Optional.empty();
        }
        return Optional.of(
                new Entry(Arrays.copyOf(file, (int) elf), new String(file, (int) elf, (int) metadata, UTF_8)));
    }

    private static byte[] sha256(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
