package dev.jaculus.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TextReportTest {
    private static final Source TEXT = new Source.Text(List.of(
            "@njit",
            "def f(x):",
            "    y = 1",
            "",
            "    return y",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "@njit",
            "def g():",
            "    a()",
            "    b()"));

    private static String text(Profile profile) throws IOException {
        StringBuilder text = new StringBuilder();
        TextReport.write(profile, List.of("Said."), Path.of("/home/me"), text);
        return text.toString();
    }

    private static List<Passage> passages(List<Map<Integer, Long>> functions) {
        return Passage.of(
                functions.stream().<TreeMap<Integer, Long>>map(TreeMap::new).toList());
    }

    @Test
    void eachFunctionIsShownFromItsFirstToItsLastSampledLine() throws IOException {
        var file = new FileShare(
                "/home/me/work/f.py",
                TEXT,
                List.of(new FunctionShare("f", 2, 997), new FunctionShare("g", 0, 3)),
                passages(List.of(Map.of(16, 1L, 17, 2L), Map.of(3, 1L, 5, 996L))));
        assertEquals("""
                # Total samples: 2000 (50.0% non-kernel, 0.0% bad)
                # 2.000 s of processor time, 1000 samples a second
                # Said.

                ## File `work/f.py`
                Functions:
                 49.9%    0.997 s     2 | f
                  0.2%    0.003 s       | g
                Lines 3 to 5:
                  0.1%    0.001 s     3 |     y = 1
                                      4 |
                 49.8%    0.996 s     5 |     return y
                Lines 16 to 17:
                  0.1%    0.001 s    16 |     a()
                  0.1%    0.002 s    17 |     b()
                """, text(new Profile(1000, 2000, 1000, 0, 0, 0, 1, List.of(file))));
    }

    @Test
    void functionsInFunctionsAreOnePassageAndOtherFoldersKeepTheirNames() throws IOException {
        var file = new FileShare(
                "/elsewhere/\033[2Jf\u202e.py",
                TEXT,
                List.of(new FunctionShare("f\u0007", 2, 4)),
                passages(List.of(Map.of(2, 1L, 5, 1L), Map.of(3, 1L, 5, 1L))));
        assertEquals("""
                # Total samples: 4 (0.0% non-kernel, 0.0% bad)
                # 0.040 s of processor time, 100 samples a second, 3 processes
                # Said.
                # 9 more samples were lost: there was no room left for them.
                # 1 threads could not be sampled.

                ## File `/elsewhere/\\x1b[2Jf\\u202e.py`
                Functions:
                100.0%    0.040 s     2 | f\\x07
                Lines 2 to 5:
                 25.0%    0.010 s     2 | def f(x):
                 25.0%    0.010 s     3 |     y = 1
                                      4 |
                 50.0%    0.020 s     5 |     return y
                """, text(new Profile(100, 4, 0, 0, 9, 1, 3, List.of(file))));
    }

    @Test
    void noSamplesAreExplained() throws IOException {
        assertEquals("""
                # Total samples: 0 (0.0% non-kernel, 0.0% bad)
                # 0.000 s of processor time, 1000 samples a second
                # Said.
                # The program ended before the first sample: let the kernels run longer, for a second or more.
                """, text(new Profile(1000, 0, 0, 0, 0, 0, 1, List.of())));
        assertEquals("""
                # Total samples: 5 (100.0% non-kernel, 0.0% bad)
                # 0.005 s of processor time, 1000 samples a second
                # Said.
                # No sample was in a compiled kernel: let the kernels run longer, or look for the time elsewhere.
                """, text(new Profile(1000, 5, 5, 0, 0, 0, 1, List.of())));
    }
}
