package dev.jaculus.profiler.symbols;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The little of an ELF file that places addresses: its loaded segments, and whether it is a kernel.
 *
 * @param kernel its dynamic strings name {@code jaculus_entry}
 * @param code the sections with a kernel's code; none for machines that we do not know
 */
record ElfFile(List<Segment> segments, boolean kernel, List<Blocks> code) {
    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final long STRINGS = 5;
    private static final long STRINGS_SIZE = 10;
    private static final int X86_64 = 62;
    private static final int EXECUTABLE = 4;
    private static final String ENTRY = "\0jaculus_entry\0";

    /** A part of the file and the address, before relocation, at which it is loaded. */
    record Segment(int type, long offset, long address, long fileSize) {}

    /** A file with the names of its functions. */
    record Named(ElfFile file, FunctionNames names) {}

    /** Reads a 64-bit ELF file; empty when it is none. */
    static Optional<ElfFile> read(Path file) throws IOException {
        return whole(map(file));
    }

    /** The same, and what it names. */
    static Optional<Named> named(Path file) throws IOException {
        ByteBuffer bytes = map(file);
        return whole(bytes).map(read -> new Named(read, FunctionNames.of(bytes)));
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(channel.size(), Integer.MAX_VALUE));
            return bytes.order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static Optional<ElfFile> whole(ByteBuffer bytes) {
        try {
            return read(bytes);
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty(); // cut short
        }
    }

    private static Optional<ElfFile> read(ByteBuffer bytes) {
        boolean elf = bytes.limit() >= 64 && bytes.getInt(0) == 0x464c457f && bytes.get(4) == 2 && bytes.get(5) == 1;
        if (!elf) {
            return Optional.empty();
        }
        List<Segment> segments = new ArrayList<>();
        int table = (int) bytes.getLong(32);
        int size = Short.toUnsignedInt(bytes.getShort(54));
        int count = Short.toUnsignedInt(bytes.getShort(56));
        for (int i = 0; i < count; i++) {
            int at = table + i * size;
            segments.add(new Segment(
                    bytes.getInt(at), bytes.getLong(at + 8), bytes.getLong(at + 16), bytes.getLong(at + 32)));
        }
        boolean kernel = dynamicStrings(bytes, segments).contains(ENTRY);
        return Optional.of(new ElfFile(List.copyOf(segments), kernel, kernel ? code(bytes) : List.of()));
    }

    private static List<Blocks> code(ByteBuffer bytes) {
        List<Blocks> code = new ArrayList<>();
        if (bytes.getShort(18) != X86_64) {
            return code;
        }
        int table = (int) bytes.getLong(40);
        int size = Short.toUnsignedInt(bytes.getShort(58));
        int count = Short.toUnsignedInt(bytes.getShort(60));
        for (int i = 0; i < count; i++) {
            int at = table + i * size;
            boolean executable = (bytes.getLong(at + 8) & EXECUTABLE) != 0;
            if (executable) {
                ByteBuffer section = bytes.slice((int) bytes.getLong(at + 24), (int) bytes.getLong(at + 32));
                code.add(Blocks.of(bytes.getLong(at + 16), section.order(ByteOrder.LITTLE_ENDIAN)));
            }
        }
        return code;
    }

    private static String dynamicStrings(ByteBuffer bytes, List<Segment> segments) {
        long address = -1;
        int length = 0;
        for (Segment segment : segments) {
            for (int i = 0; segment.type == DYNAMIC && i + 16 <= segment.fileSize; i += 16) {
                int at = (int) segment.offset + i;
                long tag = bytes.getLong(at);
                address = tag == STRINGS ? bytes.getLong(at + 8) : address;
                length = tag == STRINGS_SIZE ? (int) bytes.getLong(at + 8) : length;
            }
        }
        for (Segment segment : segments) {
            long inside = address - segment.address;
            if (segment.type == LOAD && inside >= 0 && inside + length <= segment.fileSize) {
                byte[] strings = new byte[length];
                bytes.get((int) (segment.offset + inside), strings);
                return new String(strings, StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    /** An address in the instruction that a thread stopped at this address, before relocation, was waiting for. */
    long waitedFor(long pc) {
        return waitedFor(code, pc);
    }

    /** The blocks of the code in a file; none of one that cannot be read. */
    static List<Blocks> blocks(String file) {
        try {
            return code(map(Path.of(file)));
        } catch (IOException | IndexOutOfBoundsException e) {
            return List.of();
        }
    }

    static long waitedFor(List<Blocks> all, long pc) {
        for (Blocks blocks : all) {
            long before = blocks.waitedFor(pc);
            if (before != pc) {
                return before;
            }
        }
        return pc;
    }

    /** The address before relocation of a place in the file. */
    OptionalLong address(long offset) {
        for (Segment segment : segments) {
            long inside = offset - segment.offset;
            if (segment.type == LOAD && inside >= 0 && inside < segment.fileSize) {
                return OptionalLong.of(segment.address + inside);
            }
        }
        return OptionalLong.empty();
    }
}
