package dev.jaculus.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jaculus.profiler.model.LineCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
