package dev.jaculus.explain.fate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jaculus.explain.ExplainedKernel;
import dev.jaculus.explain.Kernels;
import dev.jaculus.explain.view.Words;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What became of lines, in the words that users read. */
final class FatesTest {
    private static Map<Integer, List<String>> fates(String source, String name, String... types) {
        ExplainedKernel kernel = Kernels.explained(source, name, types);
        Map<Integer, List<String>> fates = new TreeMap<>();
        kernel.lines().stream()
                .filter(line -> !line.fates().isEmpty())
                .forEach(line -> fates.put(
                        line.line(), line.fates().stream().map(Words::of).toList()));
        return fates;
    }

    @Test
    void severalConstantsBecomeOne() {
        String source = """
                import numpy as np
                def add(arr):
                    result = np.empty_like(arr)
                    for i in range(len(arr)):
                        orig = arr[i]
                        orig += 123_000_000
                        orig += 456_000
                        orig += 789
                        result[i] = orig
                    return result
                """;
        String vectorised = "vectorised: 4 × int64 in one instruction (256 bits)";
        assertEquals(
                Map.of(
                        3, List.of("calls the allocator, for a new array"),
                        5, List.of("folded into line 8"),
                        6, List.of("folded into line 8, with it and line 7 one addition of 123456789"),
                        7, List.of("folded into line 8, with it and line 6 one addition of 123456789"),
                        8, List.of("lines 6 and 7 and this one became one addition of 123456789", vectorised),
                        9, List.of(vectorised)),
                fates(source, "add", "array(int64, 1d, C)"));
    }

    @Test
    void divisionsMoveOutOfLoops() {
        String source = """
                def scale(a, b, c):
                    for i in range(len(a)):
                        for j in range(a.shape[1]):
                            f = b / c
                            a[i, j] += f
                """;
        assertEquals(
                List.of("done once, before the loop of line 3"),
                fates(source, "scale", "array(float64, 2d, C)", "float64", "float64")
                        .get(4));
    }

    @Test
    void aTurnThatIsTakenOutOfALoopIsNotWorkThatMoved() {
        String source = """
                def f(a, n):
                    for i in range(n):
                        for j in range(len(a)):
                            if j == 0:
                                a[0] = 1.0
                            a[j] = 3.0 / a[j - 1]
                """;
        Map<Integer, List<String>> fates = fates(source, "f", "array(float64, 1d, C)", "int64");
        assertEquals(List.of(), fates.getOrDefault(6, List.of()));
    }

    @Test
    void whatNobodyReadsIsRemoved() {
        String source = """
                import math
                def half(x):
                    return x / 2.0
                def f(a, x):
                    y = math.sqrt(x) * 3.0
                    for i in range(len(a)):
                        z = a[i] * 2.0
                        a[i] = half(a[i])
                """;
        String vectorised = "vectorised: 4 × float64 in one instruction (256 bits)";
        assertEquals(
                Map.of(
                        3, List.of(vectorised),
                        5, List.of("no instruction of its own is left"),
                        7, List.of("no instruction of its own is left"),
                        8, List.of(vectorised, "half is inlined here")),
                fates(source, "f", "array(float64, 1d, C)", "float64"));
    }

    @Test
    void callsAreNamed() {
        String source = """
                import math
                def f(a):
                    for i in range(len(a)):
                        a[i] = math.sin(a[i])
                """;
        assertEquals(Map.of(4, List.of("calls sin")), fates(source, "f", "array(float64, 1d, C)"));
    }

    @Test
    void loopsOfFewTurnsAreUnrolled() {
        String source = """
                def f(a):
                    s = 0
                    for k in range(4):
                        s += a[k]
                    return s
                """;
        assertEquals(
                List.of("unrolled wholly: no loop is left", "folded into line 4"),
                fates(source, "f", "array(int64, 1d, C)").get(3));
    }

    @Test
    void loopsThatFillBecomeACall() {
        String source = """
                def f(a):
                    for i in range(len(a)):
                        a[i] = 0.0
                """;
        ExplainedKernel kernel = Kernels.explained(source, "f", "array(float64, 1d, C)");
        assertEquals(
                "became one call of memset",
                Words.of(
                        kernel.loops().getFirst().vectorisation(),
                        kernel.loops().getFirst().place()));
        assertEquals(Map.of(3, List.of("calls memset")), fates(source, "f", "array(float64, 1d, C)"));
    }

    @Test
    void namesThatAreNoPlainTextAreRead() {
        assertEquals(
                Map.of(2, List.of("calls sin")),
                fates("import math\ndef größe(x): return math.sin(x)\n", "größe", "float64"));
    }
}
