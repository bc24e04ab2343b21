package dev.jaculus.profiler.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jaculus.profiler.Made;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Source;
import java.io.IOException;
import java.util.List;
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
        TextReport.write(profile, text);
        return text.toString();
    }

    /** A profile with some samples outside of kernels. */
    private static Made made(int rate, long outside) {
        Made made = new Made(rate).remark("Said.");
        return outside == 0 ? made : made.sample(Kind.PYTHON, outside);
    }

    @Test
    void eachFunctionIsShownFromItsFirstToItsLastSampledLine() throws IOException {
        var f = Function.kernel("f", "/home/me/work/f.py", 2);
        var g = Function.kernel("g", "/home/me/work/f.py", 0);
        var made = made(1000, 1000).source("/home/me/work/f.py", TEXT);
        made.line(f, 3, 1).line(f, 5, 996).line(g, 16, 1).line(g, 17, 2);
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
                """, text(made.profile()));
    }

    @Test
    void functionsInFunctionsAreOnePassageAndOtherFoldersKeepTheirNames() throws IOException {
        var path = "/elsewhere/\033[2Jf\u202e.py";
        var f = Function.kernel("f\u0007", path, 2);
        var inner = Function.kernel("g", path, 3);
        var made = made(100, 0).source(path, TEXT).lost(9, 1).process().process();
        made.line(f, 2, 1).line(f, 5, 1).line(inner, 3, 1).line(inner, 5, 1);
        assertEquals("""
                # Total samples: 4 (0.0% non-kernel, 0.0% bad)
                # 0.040 s of processor time, 100 samples a second, 3 processes
                # Said.
                # 9 more samples were lost: there was no room left for them.
                # 1 threads could not be sampled.

                ## File `/elsewhere/\\x1b[2Jf\\u202e.py`
                Functions:
                 50.0%    0.020 s     2 | f\\x07
                 50.0%    0.020 s     3 | g
                Lines 2 to 5:
                 25.0%    0.010 s     2 | def f(x):
                 25.0%    0.010 s     3 |     y = 1
                                      4 |
                 50.0%    0.020 s     5 |     return y
                """, text(made.profile()));
    }

    @Test
    void noSamplesAreExplained() throws IOException {
        assertEquals("""
                # Total samples: 0 (0.0% non-kernel, 0.0% bad)
                # 0.000 s of processor time, 1000 samples a second
                # Said.
                # The program ended before the first sample: let the kernels run longer, for a second or more.
                """, text(made(1000, 0).profile()));
        assertEquals("""
                # Total samples: 5 (100.0% non-kernel, 0.0% bad)
                # 0.005 s of processor time, 1000 samples a second
                # Said.
                # No sample was in a compiled kernel: let the kernels run longer, or look for the time elsewhere.
                """, text(made(1000, 5).profile()));
    }
}
