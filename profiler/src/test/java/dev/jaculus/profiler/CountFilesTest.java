package dev.jaculus.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.LineCount;
import dev.jaculus.profiler.samples.Hits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CountFilesTest {
    @TempDir
    Path folder;

    @Test
    void linesOfAllProcessesAreAdded() throws IOException {
        Files.writeString(folder.resolve("counts"), "it cost\n3\t2\t500000000\t/a.py\n4\t1\t0\t/b\tc.py\n");
        Files.writeString(folder.resolve("counts-17"), "it cost\n3\t5\t250000000\t/a.py\n");
        CountFiles read = CountFiles.read(folder);
        assertEquals(List.of("it cost"), read.remarks());
        assertEquals(List.of(new LineCount("/a.py", 3, 7, 0.75), new LineCount("/b\tc.py", 4, 1, 0)), read.counts());
    }

    @Test
    void whatIsCutShortIsLeftOut() throws IOException {
        assertEquals(List.of(), CountFiles.read(folder).counts());
        Files.writeString(folder.resolve("counts"), "it cost\n3\t2\t5\nx\t1\t1\t/a.py\n99999999999\t1\t1\t/a\n4\t1");
        assertEquals(List.of(), CountFiles.read(folder).counts());
        Files.writeString(folder.resolve("counts"), "");
        assertEquals(List.of(), CountFiles.read(folder).remarks());
    }

    private void hits(String name, long units, byte[] records) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4096 + records.length).order(ByteOrder.nativeOrder());
        bytes.put(0, "JACHITS1".getBytes(StandardCharsets.ISO_8859_1));
        bytes.putInt(8, 2).putInt(12, 4096).putInt(16, 8).putLong(24, units).put(4096, records);
        Files.write(folder.resolve(name), bytes.array());
    }

    private static byte[] record(String text, long... counts) {
        byte[] lines = text.getBytes(StandardCharsets.UTF_8);
        int padded = (lines.length + 7) / 8 * 8;
        ByteBuffer bytes = ByteBuffer.allocate(16 + padded + 8 * counts.length).order(ByteOrder.nativeOrder());
        bytes.putLong(counts.length).putLong(lines.length).put(lines).position(16 + padded);
        LongStream.of(counts).forEach(bytes::putLong);
        return bytes.array();
    }

    @Test
    void linesOfKernelsAreAddedOverEnvsAndProcesses() throws IOException {
        byte[] one = record("3 /\u00e4 b.py\n4 /a.py\n", 10, 20);
        byte[] both = Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, both, one.length, one.length);
        hits("hits.bin", both.length / 8, both);
        hits("hits-17.bin", one.length / 8, one);
        Map<Hits.Line, Long> read = Hits.read(folder.resolve("hits.bin"));
        assertEquals(Map.of(new Hits.Line("/\u00e4 b.py", 3), 20L, new Hits.Line("/a.py", 4), 40L), read);
        KernelCounts counts = KernelCounts.read(folder, new Modules(""));
        Made made = new Made(1000).line(Function.kernel("f", "/a.py", 1), 4, 500);
        assertEquals(
                List.of(
                        new LineCount("/a.py", 4, 61, 2.5),
                        new LineCount("/a.py", 9, 7, -1),
                        new LineCount("/\u00e4 b.py", 3, 30, 0)),
                counts.with(
                        List.of(new LineCount("/a.py", 4, 1, 2), new LineCount("/a.py", 9, 7, -1)), made.profile()));
        assertEquals(
                List.of("Kernels counted 90 executions of their lines; the time of these lines is from samples."),
                counts.remarks());
    }

    @Test
    void recordsThatAreNotFinishedAreLeftOut() throws IOException {
        byte[] one = record("3 /a.py\n", 10);
        hits("hits.bin", 100, Arrays.copyOf(one, one.length + 64));
        assertEquals(Map.of(new Hits.Line("/a.py", 3), 10L), Hits.read(folder.resolve("hits.bin")));
        hits("hits.bin", 100, Arrays.copyOf(one, one.length - 8));
        assertEquals(Map.of(), Hits.read(folder.resolve("hits.bin")));
        assertEquals(List.of(), KernelCounts.read(folder, new Modules("")).remarks());
        assertEquals(List.of(), new Made(1).profile().counts());
    }
}
