package dev.jaculus.profiler.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.profiler.Made;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Source;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DiffReportTest {
    private static final String FILE = "/home/me/a.py";
    private static final Function F = Function.kernel("f", FILE, 1);

    private static Made made(String... lines) {
        return new Made(1000).source(FILE, new Source.Text(List.of(lines)));
    }

    private static String text(Profile before, Profile after) throws IOException {
        StringBuilder text = new StringBuilder();
        DiffReport.write(before, after, text);
        return text.toString();
    }

    @Test
    void linesKeepTheirTimeOverEditedSource() throws IOException {
        Made before = made("def f(x):", "    y = slow(x)", "    z = other(y)", "    return z")
                .line(F, 2, 2000)
                .line(F, 3, 1000)
                .line(F, 4, 400);
        Made after = made("def f(x):", "    # new", "    y = quick(x)", "    z = other(y)", "    return z")
                .line(F, 3, 500)
                .line(F, 4, 1010)
                .line(F, 5, 1400);
        assertEquals("""
                # before     3.400 s of processor time, program, 1970-01-01T00:00:00Z
                # after      2.910 s of processor time, program, 1970-01-01T00:00:00Z
                # 1.17 × as fast: -0.490 ± 0.311 s

                ## File `a.py`
                   before      after     change
                  2.000 s    0.500 s   -1.500 faster  edited:
                  2.000 s                            2 -     y = slow(x)
                                                     2 +     # new
                             0.500 s                 3 +     y = quick(x)
                  0.400 s    1.400 s   +1.000 slower      5 |     return z
                  1.000 s    1.010 s   +0.010   same  the other lines
                """, text(before.profile(), after.profile()));
    }

    @Test
    void whatChanceMakesIsNoChange() throws IOException {
        Profile before = made("x", "y").line(F, 1, 100).line(F, 2, 1000).profile();
        Profile after = made("x", "y").line(F, 1, 130).line(F, 2, 960).profile();
        String text = text(before, after);
        assertTrue(text.contains("# No change that is larger than chance (± 0."), text);
        assertFalse(text.contains("## File"), text);
    }

    @Test
    void renamedFilesAndFilesWithoutTextAreCompared() throws IOException {
        Function other = Function.kernel("g", "/home/me/b.py", 1);
        Profile before = made("x", "y").line(F, 2, 3000).profile();
        Made after = new Made(500).source("/home/me/b.py", new Source.Missing("it is gone"));
        String text =
                text(before, after.line(other, 2, 50).sample(Kind.PYTHON, 3).profile());
        assertTrue(text.contains("## File `a.py` and `b.py`\n"), text);
        assertTrue(text.contains("  3.000 s    0.100 s   -2.900 faster      2 |\n"), text);
    }
}
