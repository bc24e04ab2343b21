package dev.jaculus.profiler.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.profiler.Made;
import dev.jaculus.profiler.model.Allocation;
import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Source;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
                # kernels 1.000 s, python 1.000 s
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

                ## Functions, the most time in themselves first
                   self   total      self    kind
                  49.9%   49.9%     0.997 s  kernel    f, work/f.py:2
                   0.2%    0.2%     0.003 s  kernel    g, work/f.py

                ## Calls, with what they call, of 5 % and more
                  49.9%  f, work/f.py:2
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
                # kernels 0.040 s
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

                ## Functions, the most time in themselves first
                   self   total      self    kind
                  50.0%   50.0%     0.020 s  kernel    f\\x07, /elsewhere/\\x1b[2Jf\\u202e.py:2
                  50.0%   50.0%     0.020 s  kernel    g, /elsewhere/\\x1b[2Jf\\u202e.py:3

                ## Calls, with what they call, of 5 % and more
                  50.0%  f\\x07, /elsewhere/\\x1b[2Jf\\u202e.py:2
                  50.0%  g, /elsewhere/\\x1b[2Jf\\u202e.py:3
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
                # python 0.005 s
                # Said.
                # No sample was in a compiled kernel: let the kernels run longer, or look for the time elsewhere.
                """, text(made(1000, 5).profile()));
    }

    @Test
    void aTerminalHasColourAndNoLineIsLongerThanItIsWide() throws IOException {
        var f = Function.kernel("f" + "o".repeat(60), "/home/me/work/f.py", 2);
        Profile profile = made(1000, 0)
                .source(
                        "/home/me/work/f.py",
                        new Source.Text(List.of("", "def f(x):", "    return " + "x + ".repeat(40))))
                .line(f, 2, 2)
                .line(f, 3, 98)
                .profile();
        StringBuilder text = new StringBuilder();
        TextReport.write(profile, new Look(60, true), text);
        assertTrue(text.toString().contains("\033[1;31m 98.0%    0.098 s\033[0m"), text::toString);
        assertTrue(text.toString().contains("\033[1m## File `work/f.py`\033[0m"), text::toString);
        for (String line :
                text.toString().replaceAll("\033\\[[0-9;]*m", "").lines().toList()) {
            assertTrue(line.length() <= 60 || line.startsWith("#"), line);
        }
    }

    @Test
    void onlyATerminalThatWantsColourHasIt() {
        assertEquals(Look.PLAIN, Look.of(Map.of()));
        assertEquals(Look.PLAIN, Look.of(Map.of("JACULUS_TERMINAL", "wide")));
        assertEquals(new Look(80, true), Look.of(Map.of("JACULUS_TERMINAL", "80")));
        assertEquals(new Look(40, false), Look.of(Map.of("JACULUS_TERMINAL", "7", "NO_COLOR", "1")));
    }

    @Test
    void callsAndThreadsOfTheWholeProgramAreShown() throws IOException {
        String text = text(Made.rich());
        assertTrue(text.contains("# kernels 0.080 s, other native 0.001 s, python 0.005 s, imports 0.009 s, "), text);
        assertTrue(text.contains("""

                ## Calls, with what they call, of 5 % and more
                  98.0%  <module>, a.py:1
                  80.0%    dither, a.py:11
                  30.0%      exp (libm)
                  10.0%      half, <script>.py:3
                  10.0%        cumsum (jaculus)
                   9.0%    import numpy, a.py:2

                ## Threads
                  20.0%     0.020 s  MainThread, program
                  70.0%     0.070 s  Thread-1 (worker), program, waiting 0.500 s
                  10.0%     0.010 s  thread 77, child \u00e4
                """), text);
    }

    @Test
    void callsInLibrariesThatOnlyLeadToOthersAreNotShown() throws IOException {
        Frame run = new Frame(new Function(Kind.PYTHON, "Thread.run", "/lib/threading.py", 9, "threading"), 12);
        Frame work = new Frame(Function.python("work", "/home/me/a.py", 3), 4);
        String text = text(new Made(1000).sample(Kind.PYTHON, 50, run, work).profile());
        assertTrue(text.contains("and more\n 100.0%  work, a.py:3\n"), text);
    }

    @Test
    void whatAnImportRunsIsTheImports() throws IOException {
        Frame module = new Frame(Function.python("<module>", "/home/me/a.py", 1), 2);
        Frame loader = new Frame(new Function(Kind.PYTHON, "exec_module", "/lib/loader.py", 9, "importlib"), 12);
        String text = text(new Made(1000)
                .source("/home/me/a.py", new Source.Text(List.of("", "import numpy  # as np")))
                .sample(Kind.IMPORT, 50, module, loader)
                .profile());
        assertTrue(text.contains(" 100.0%  100.0%     0.050 s  import    import numpy  # as np, a.py:2\n"), text);
        assertTrue(text.contains("   0.0%  100.0%     0.000 s  Python    exec_module (importlib)\n"), text);
    }

    @Test
    void linesThatAllocateAreThereWhatHoldsThePeakFirst() throws IOException {
        Made made = new Made(1000).source("/home/me/a.py", new Source.Text(List.of("one = 1", "two = 2")));
        made.builder().allocation(new Allocation("/home/me/a.py", 1, 5_000_000_000L, 1_234_567, 0, 0));
        made.builder().allocation(new Allocation("/home/me/a.py", 2, 30_000_000, 3, 20_000_000, 999));
        made.builder().allocation(new Allocation("/home/me/a.py", 3, 1, 1, 1, 0));
        made.builder().allocation(new Allocation("", 0, 4_000_000, 8, 999_600, 1));
        StringBuilder text = new StringBuilder();
        TextReport.write(made.profile(), text);
        String expected = """
                ## Memory: at most 21.0 MB at once, 1.00 kB at exit
                   at peak    in all     blocks   at exit
                   20.0 MB   30.0 MB          3     999 B  a.py:2  two = 2
                   1.00 MB   4.00 MB          8       1 B  (no line)
                       0 B   5.00 GB    1234567       0 B  a.py:1  one = 1
                                                           and 1 more
                """;
        assertTrue(text.toString().contains(expected), text.toString());
    }
}
