package dev.jaculus.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NamesTest {
    @TempDir
    Path folder;

    private Names names(String threads, String process) throws IOException {
        Path file = Files.writeString(folder.resolve("threads"), threads);
        return Names.read(file, Files.writeString(folder.resolve("process"), process));
    }

    @Test
    void whatTheProgramSaysIsBetterThanWhatTheSystemSays() throws IOException {
        Names names =
                names("12\tReader one\n12 Reader\n13 jaculus-1\n14 python3.13\n15 jaculus\n16 \n", "a.py\nWorker-1\n");
        assertEquals(Map.of(12, "Reader one", 13, "jaculus-1"), names.threads());
        assertEquals("Worker-1", names.process());
    }

    @Test
    void whatIsNoNameIsPassedOver() throws IOException {
        Names names = names("\n\tx\nabc\n123456789012 x\n7\n8\tlast", "");
        assertEquals(Map.of(8, "last"), names.threads());
        assertEquals("", names.process());
        assertEquals(new Names("", Map.of()), Names.read(folder.resolve("no"), folder.resolve("none")));
    }
}
