package dev.jaculus.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jaculus.profiler.samples.Sample;
import dev.jaculus.profiler.samples.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SamplesTest {
    private static final List<Sample> TWO = List.of(new Sample(-1, 0, 5, 17, 1, 1), new Sample(4096, 1, 6, 18, 4, 2));

    @TempDir
    Path folder;

    private Samples read(byte[] bytes) throws IOException {
        return Samples.read(Files.write(folder.resolve("samples.bin"), bytes));
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        Samples samples = read(HandMade.samples(TWO).array());
        assertEquals(TWO, samples.all());
        assertEquals(1000, samples.rate());
        assertEquals(7, samples.lost());
        assertEquals(2, samples.unsampledThreads());
    }

    @Test
    void roomAfterTheLastRecordIsNoRecord() throws IOException {
        byte[] bytes = HandMade.samples(TWO).array();
        assertEquals(2, read(Arrays.copyOf(bytes, bytes.length + 100_000)).all().size());
    }

    @Test
    void aFileThatWasCutShortGivesWhatIsThere() throws IOException {
        byte[] bytes = HandMade.samples(TWO).array();
        assertEquals(1, read(Arrays.copyOf(bytes, bytes.length - 1)).all().size());
        assertEquals(0, read(Arrays.copyOf(bytes, 100)).all().size());
    }

    @Test
    void otherFilesAreRefused() {
        byte[] good = HandMade.samples(TWO).array();
        assertThrows(IOException.class, () -> read(new byte[0]));
        assertThrows(IOException.class, () -> read(new byte[5000]));
        assertThrows(IOException.class, () -> read(Arrays.copyOf(good, 20)));
        assertThrows(
                IOException.class, () -> read(HandMade.samples(TWO).putInt(8, 1).array()));
        assertThrows(
                IOException.class,
                () -> read(HandMade.samples(TWO).putInt(16, 0).array()));
    }
}
