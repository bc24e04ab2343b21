package dev.jaculus.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What more than one line shows, and that nothing is said where there is nothing. */
final class WiderTest {
    private static List<String> wider(String source, String name, String... types) {
        return Kernels.explained(source, name, types).wider().stream()
                .map(one -> one.kind() + " " + one.at().line())
                .toList();
    }

    @Test
    void anArrayMadeInEachTurnIsSeen() {
        String source = """
                import numpy as np
                def f(a, n):
                    s = 0.0
                    for i in range(n):
                        row = np.empty(len(a))
                        for j in range(len(a)):
                            row[j] = a[j] * i
                        s += row[i]
                    return s
                """;
        assertEquals(List.of("ALLOCATION_IN_LOOP 5"), wider(source, "f", "array(float64, 1d, C)", "int64"));
    }

    @Test
    void listsThatGrowAreSeen() {
        String source = """
                def f(n):
                    out = []
                    for i in range(n):
                        out.append(i * 2)
                    return len(out)
                """;
        assertEquals(List.of("LIST_IN_LOOP 4"), wider(source, "f", "int64"));
    }

    @Test
    void arraysForOneLineAreCounted() {
        String source = """
                import numpy as np
                def f(a):
                    return np.cumsum(a * 2.0) + np.cumsum(a)
                """;
        assertEquals(List.of("TEMPORARIES 3"), wider(source, "f", "array(float64, 1d, C)"));
    }

    @Test
    void columnsAreFarApartAndRowsAreNot() {
        String source = """
                def down(a):
                    s = 0.0
                    for j in range(a.shape[1]):
                        for i in range(a.shape[0]):
                            s += a[i, j]
                    return s
                def along(a):
                    s = 0.0
                    for i in range(a.shape[0]):
                        for j in range(a.shape[1]):
                            s += a[i, j]
                    return s
                def records(a):
                    s = 0.0
                    for i in range(len(a) // 16):
                        s += a[16 * i]
                    return s
                def grey(image, out):
                    for y in range(image.shape[0]):
                        for x in range(image.shape[1]):
                            out[y, x] = (image[y, x, 0] * 77 + image[y, x, 1] * 151 + image[y, x, 2] * 28) >> 8
                def gather(a, where):
                    s = 0.0
                    for i in range(len(where)):
                        s += a[where[i]]
                    return s
                """;
        assertEquals(List.of("FAR_APART 5"), wider(source, "down", "array(float64, 2d, C)"));
        assertEquals(List.of(), wider(source, "along", "array(float64, 2d, C)"));
        assertEquals(List.of("FAR_APART 16"), wider(source, "records", "array(float64, 1d, C)"));
        assertEquals(List.of(), wider(source, "along", "array(float64, 2d, A)"));
        assertEquals(List.of(), wider(source, "grey", "array(uint8, 3d, C)", "array(uint8, 2d, C)"));
        assertEquals(List.of(), wider(source, "gather", "array(float64, 1d, C)", "array(int64, 1d, C)"));
    }

    @Test
    void arraysBeyondTheCachesMakeLoopsWaitForMemory() {
        String source = """
                def triad(a, b, out, c):
                    for i in range(len(a)):
                        out[i] = a[i] * b[i] + c
                def follow(following, n):
                    j = 0
                    for i in range(n):
                        j = following[j]
                    return j
                def polynomial(a, x):
                    p = 0.0
                    for i in range(len(a)):
                        p = p * x + a[i]
                    return p
                """;
        String floats = "array(float64, 1d, C)";
        Wait triad = wait(source, "triad", floats, floats, floats, "float64");
        Wait follow = wait(source, "follow", "array(int64, 1d, C)", "int64");
        Wait polynomial = wait(source, "polynomial", floats, "float64");
        long cache = 2 << 20;
        assertEquals(Wait.Kind.MEMORY, triad.with(10 * cache, cache).kind());
        assertEquals(Wait.Kind.WORK, triad.with(cache / 2, cache).kind());
        assertEquals(24, triad.bytes());
        assertEquals(Wait.Kind.MEMORY, follow.with(10 * cache, cache).kind());
        assertEquals(Wait.Kind.CHAIN, follow.with(cache / 2, cache).kind());
        assertEquals(Wait.Kind.CHAIN, polynomial.with(10 * cache, cache).kind());
    }

    @Test
    void bytesThatTwoAccessesShareAreCountedOnce() {
        String source = """
                def neighbours(a, out):
                    for i in range(1, len(a) - 1):
                        out[i] = a[i - 1] + a[i + 1]
                """;
        String floats = "array(float64, 1d, C)";
        assertEquals(16, wait(source, "neighbours", floats, floats).bytes());
    }

    private static Wait wait(String source, String name, String... types) {
        return Kernels.explained(source, name, types).loops().getFirst().waits().orElseThrow();
    }
}
