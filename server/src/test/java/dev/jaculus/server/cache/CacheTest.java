package dev.jaculus.server.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
    @TempDir
    Path folder;

    private void keep(String name, int days, int bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), new byte[bytes]);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    }

    private static String key(int number) {
        return String.format("%064x", number);
    }

    private List<String> left() throws IOException {
        return new Cache(folder).kept().stream().map(Kept::function).toList();
    }

    @Test
    void theLongestUnusedComesFirstWithItsFunction() throws IOException {
        keep("young-" + key(1) + ".so", 0, 1);
        keep("old_one-" + key(2) + ".so", 9, 1);
        keep(key(3) + ".json", 5, 1);
        assertEquals(List.of("old_one", "?", "young"), left());
    }

    @Test
    void whatIsOldOrTooMuchGoesAndNothingElse() throws IOException {
        keep("a-" + key(1) + ".so", 9, 10);
        keep("b-" + key(2) + ".so", 5, 10);
        keep("c-" + key(3) + ".so", 3, 10);
        keep("d-" + key(4) + ".so", 1, 10);
        keep("thesis.so", 100, 1000);
        keep("a-" + key(5) + ".so.txt", 100, 1000);
        Files.createDirectory(folder.resolve("e-" + key(6) + ".so"));
        Cache cache = new Cache(folder);
        assertEquals(
                1, cache.prune(Instant.now().minus(Duration.ofDays(7)), 1000).size());
        assertEquals(List.of("b", "c", "d"), left());
        assertEquals(1, cache.prune(Instant.MIN, 29).size());
        assertEquals(List.of("c", "d"), left());
        assertEquals(2, cache.prune(Instant.MAX, 0).size());
        assertTrue(Files.exists(folder.resolve("thesis.so")));
        assertTrue(Files.exists(folder.resolve("a-" + key(5) + ".so.txt")));
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() throws IOException {
        assertEquals(List.of(), new Cache(folder.resolve("none")).kept());
    }

    @Test
    void whatAKilledServerLeftGoesAfterAnHour() throws IOException {
        keep(key(1) + "-17-1.tmp", 1, 1);
        keep(key(2) + "-18-1.tmp", 0, 1);
        new Cache(folder).sweep();
        assertFalse(Files.exists(folder.resolve(key(1) + "-17-1.tmp")));
        assertTrue(Files.exists(folder.resolve(key(2) + "-18-1.tmp")));
    }

    @Test
    void theEnvironmentNamesTheFolderAndTheLimit() {
        assertEquals(Path.of("/a"), CacheFolder.of(Map.of("JACULUS_CACHE_DIR", "/a", "NUMBA_CACHE_DIR", "/b")));
        assertEquals(Path.of("/b"), CacheFolder.of(Map.of("NUMBA_CACHE_DIR", "/b", "XDG_CACHE_HOME", "/c")));
        assertEquals(Path.of("/c/jaculus"), CacheFolder.of(Map.of("XDG_CACHE_HOME", "/c", "HOME", "/d")));
        assertEquals(Path.of("/d/.cache/jaculus"), CacheFolder.of(Map.of("HOME", "/d")));
        assertEquals(3 << 20, CacheFolder.limit(Map.of("JACULUS_CACHE_LIMIT_MB", "3")));
        assertEquals(1L << 30, CacheFolder.limit(Map.of("JACULUS_CACHE_LIMIT_MB", "much")));
    }
}
