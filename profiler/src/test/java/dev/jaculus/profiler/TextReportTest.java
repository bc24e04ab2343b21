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
        TextReport.write(profile, Path.of("/home/me"), text);
        return text.toString();
    }

    private static List<Passage> passages(List<Map<Integer, Long>> functions) {
        return Passage.of(
                functions.stream().<TreeMap<Integer, Long>>map(TreeMap::new).toList());
    }

    @Test
    void eachFunctionIsShownFromItsFirstToItsLastSampledLine() throws IOException {
        var file = new FileShare(
                "/home/me/work/f.py", TEXT, passages(List.of(Map.of(16, 1L, 17, 2L), Map.of(3, 1L, 5, 996L))));
        assertEquals("""
                # Total samples: 2000 (50.0% non-kernel, 0.0% bad)

                ## File `work/f.py`
                Lines 3 to 5:
                  0.1% |     y = 1
                       |
                 49.8% |     return y
                Lines 16 to 17:
                  0.1% |     a()
                  0.1% |     b()
                """, text(new Profile(1000, 2000, 1000, 0, 0, 0, List.of(file))));
    }

    @Test
    void functionsInFunctionsAreOnePassageAndOtherFoldersKeepTheirNames() throws IOException {
        var file =
                new FileShare("/elsewhere/f.py", TEXT, passages(List.of(Map.of(2, 1L, 5, 1L), Map.of(3, 1L, 5, 1L))));
        assertEquals("""
                # Total samples: 4 (0.0% non-kernel, 0.0% bad)
                # 9 more samples were lost: there was no room left for them.
                # 1 threads could not be sampled.

                ## File `/elsewhere/f.py`
                Lines 2 to 5:
                 25.0% | def f(x):
                 25.0% |     y = 1
                       |
                 50.0% |     return y
                """, text(new Profile(1000, 4, 0, 0, 9, 1, List.of(file))));
    }

    @Test
    void noSamplesAreExplained() throws IOException {
        assertEquals("""
                # Total samples: 0 (0.0% non-kernel, 0.0% bad)
                # The program ended before the first sample: let the kernels run longer, for a second or more.
                """, text(new Profile(1000, 0, 0, 0, 0, 0, List.of())));
        assertEquals("""
                # Total samples: 5 (100.0% non-kernel, 0.0% bad)
                # No sample was in a compiled kernel: let the kernels run longer, or look for the time elsewhere.
                """, text(new Profile(1000, 5, 5, 0, 0, 0, List.of())));
    }
}
