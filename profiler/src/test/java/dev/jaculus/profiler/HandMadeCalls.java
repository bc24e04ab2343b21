package dev.jaculus.profiler;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A tree of calls as the sampler writes it. Numbers are given in the order of the calls. */
final class HandMadeCalls {
    private static final int HEADER = 4096;
    private final ByteBuffer calls = header("JACCALL1", 16);
    private final ByteBuffer codes = header("JACCODE1", 8);
    private int count;

    private static ByteBuffer header(String magic, int record) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 20).order(ByteOrder.nativeOrder());
        bytes.put(magic.getBytes(StandardCharsets.ISO_8859_1));
        bytes.putInt(2).putInt(HEADER).putInt(record).position(HEADER);
        return bytes;
    }

    private static byte[] done(ByteBuffer bytes, long count) {
        bytes.putLong(24, count);
        byte[] written = new byte[bytes.position()];
        bytes.get(0, written);
        return written;
    }

    byte[] calls() {
        return done(calls, count);
    }

    byte[] codes() {
        return done(codes, ((long) codes.position() - HEADER) / 8);
    }

    int call(int caller, int instruction, long place) {
        calls.putInt(caller).putInt(instruction).putLong(place);
        return ++count;
    }

    int returning(int caller, long address) {
        return call(caller, Integer.MIN_VALUE, address);
    }

    /** A call in a code whose every instruction is in the next line. */
    int interpreted(int caller, String name, String file, int line, int instruction) {
        long place = ((long) codes.position() - HEADER) / 8 + 1;
        byte[] table = new byte[3 * 200];
        for (int i = 0; i < 200; i++) {
            table[3 * i] = (byte) (0x80 | (i == 0 ? 10 : 11) << 3); // one instruction, this line or the next
        }
        codes.putLong(0)
                .putInt(line)
                .putInt(name.length())
                .putInt(2 * file.length())
                .putInt(table.length);
        codes.putInt(1).putInt(2);
        codes.put(name.getBytes(StandardCharsets.ISO_8859_1));
        codes.put(file.getBytes(StandardCharsets.UTF_16LE)).put(table);
        codes.position((codes.position() + 7) / 8 * 8);
        return call(caller, instruction, place);
    }
}
