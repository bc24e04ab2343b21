package dev.jaculus.profiler;

import dev.jaculus.profiler.samples.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Writes files as the sampler does. */
final class HandMade {
    static final int HEADER = 4096;
    static final int RECORD = 32;

    private HandMade() {}

    /** A samples.bin as bytes, to be damaged by tests. */
    static ByteBuffer samples(List<Sample> samples) {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + RECORD * samples.size()).order(ByteOrder.nativeOrder());
        bytes.put(0, "JACSAMP1".getBytes(StandardCharsets.ISO_8859_1));
        bytes.putInt(8, 2).putInt(12, HEADER).putInt(16, RECORD).putInt(20, 1000);
        bytes.putLong(24, samples.size()).putLong(32, 7).putLong(40, 2);
        bytes.putLong(48, Instant.now().getEpochSecond() * 1_000_000_000 + 1_500_000_000);
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            int at = HEADER + RECORD * i;
            bytes.putLong(at, sample.pc()).putInt(at + 8, sample.caller()).putInt(at + 12, sample.thread());
            bytes.putLong(at + 16, sample.time()).putInt(at + 24, sample.weight());
            bytes.putInt(at + 28, sample.flags());
        }
        return bytes;
    }

    static void write(Path folder, List<Sample> samples, String maps) throws IOException {
        Files.write(folder.resolve("samples.bin"), samples(samples).array());
        Files.writeString(folder.resolve("maps"), maps);
    }

    /** The files of the tree of calls and of its code, beside the samples. */
    static void write(Path folder, HandMadeCalls calls) throws IOException {
        Files.write(folder.resolve("calls.bin"), calls.calls());
        Files.write(folder.resolve("codes.bin"), calls.codes());
    }
}
