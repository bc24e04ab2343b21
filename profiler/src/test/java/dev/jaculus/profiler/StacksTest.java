package dev.jaculus.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stacks of the interpreter, made by hand. */
final class StacksTest {
    private static final long PYTHON = 0x7f0000000000L;
    private static final long NUMPY = 0x7f2000000000L;
    private static final String MAPS = String.format(
            "%x-%x r-xp 00000000 00:00 1 /usr/bin/python3.13%n%x-%x r-xp 00000000 00:00 1 /np.so%n",
            PYTHON, PYTHON + 0x1000, NUMPY, NUMPY + 0x1000);

    @TempDir
    Path folder;

    private final HandMadeCalls calls = new HandMadeCalls();

    private Profile profile(long pc, int caller) throws IOException {
        HandMade.write(folder, List.of(new Sample(pc, caller, 1, 0, 1, 0)), MAPS);
        HandMade.write(folder, calls);
        Files.writeString(folder.resolve("package"), "/opt/jaculus");
        return Report.of(folder, folder.resolve("no-such-tool"));
    }

    private static String shown(Profile profile) {
        var sample = profile.samples().getFirst();
        return sample.kind() + ": "
                + profile.frames(sample.stack()).stream()
                        .map(frame -> frame.function().name() + ":" + frame.line())
                        .collect(Collectors.joining(" "));
    }

    @Test
    void aStackIsTheFunctionsAndTheirLines() throws IOException {
        int main = calls.interpreted(0, "<module>", "/home/me/a.py", 1, 9);
        int f = calls.interpreted(main, "f", "/home/me/a.py", 3, 2);
        Profile profile = profile(PYTHON, f);
        assertEquals("PYTHON: <module>:10 f:5", shown(profile));
        assertEquals(
                5,
                profile.charged(profile.samples().getFirst().stack())
                        .orElseThrow()
                        .line());
        assertEquals("NATIVE: <module>:10 f:5 np:0", shown(profile(NUMPY, f)));
    }

    @Test
    void codeThatHasNotBegunIsInItsFirstLine() throws IOException {
        assertEquals("PYTHON: f:3", shown(profile(PYTHON, calls.interpreted(0, "f", "/a.py", 3, -1))));
        assertEquals("PYTHON: f:3", shown(profile(PYTHON, calls.interpreted(0, "f", "/a.py", 3, 100_000))));
    }

    @Test
    void theLauncherIsNobodysCaller() throws IOException {
        int launcher = calls.interpreted(0, "main", "/opt/jaculus/_launch.py", 1, 1);
        int main = calls.interpreted(launcher, "<module>", "/home/me/a.py", 1, 0);
        assertEquals("PYTHON: <module>:1", shown(profile(PYTHON, main)));
    }

    @Test
    void whatAnImportDoesIsTheImportsUntilItRunsTheUsersOwn() throws IOException {
        int main = calls.interpreted(0, "<module>", "/home/me/a.py", 1, 0);
        int load = calls.interpreted(main, "_load", "<frozen importlib._bootstrap>", 1, 0);
        int scipy = calls.interpreted(load, "<module>", "/v/lib/python3.13/site-packages/scipy/__init__.py", 1, 0);
        int own = calls.interpreted(load, "<module>", "/home/me/b.py", 1, 4);
        assertEquals(Kind.IMPORT, profile(PYTHON, scipy).samples().getFirst().kind());
        assertEquals(Kind.IMPORT, profile(NUMPY, scipy).samples().getFirst().kind());
        Profile profile = profile(NUMPY, own);
        assertEquals("NATIVE: <module>:1 _load:1 <module>:5 np:0", shown(profile));
    }

    @Test
    void whatTheCompilersClientDoesIsCompilation() throws IOException {
        int main = calls.interpreted(0, "<module>", "/home/me/a.py", 1, 0);
        int ask = calls.interpreted(main, "ask", "/opt/jaculus/client.py", 1, 0);
        int json = calls.interpreted(ask, "dumps", "/usr/lib/python3.13/json/__init__.py", 1, 0);
        Profile profile = profile(PYTHON, json);
        assertEquals("COMPILE: <module>:1 ask:1 dumps:1", shown(profile));
        assertEquals(
                "/home/me/a.py",
                profile.charged(profile.samples().getFirst().stack())
                        .orElseThrow()
                        .function()
                        .file());
    }

    @Test
    void aTextThatALibraryCompilesIsTheLibrarys() throws IOException {
        int main = calls.interpreted(0, "<module>", "/home/me/a.py", 1, 0);
        int library = calls.interpreted(main, "namedtuple", "/usr/lib/python3.13/collections/__init__.py", 1, 0);
        int made = calls.interpreted(library, "<lambda>", "<string>", 1, 4);
        Profile profile = profile(PYTHON, made);
        assertEquals(
                "/home/me/a.py",
                profile.charged(profile.samples().getFirst().stack())
                        .orElseThrow()
                        .function()
                        .file());
        int own = calls.interpreted(main, "<module>", "<string>", 1, 4);
        profile = profile(PYTHON, own);
        assertEquals(
                5,
                profile.charged(profile.samples().getFirst().stack())
                        .orElseThrow()
                        .line());
    }

    @Test
    void damagedCallsEndAStackAndNothingElse() throws IOException {
        int loop = calls.call(7, 0, 1);
        int lost = calls.interpreted(calls.call(0, Integer.MIN_VALUE + 1, 0), "f", "/a.py", 3, 0);
        int nowhere = calls.call(lost, 0, 1L << 40);
        for (int caller : new int[] {loop, nowhere, 1000, -1}) {
            profile(PYTHON, caller);
        }
        assertEquals("PYTHON: f:3", shown(profile(PYTHON, lost)));
    }
}
