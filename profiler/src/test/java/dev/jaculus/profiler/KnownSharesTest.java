package dev.jaculus.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.view.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, sampled, whose kernel spends a known share of its time on known lines. */
final class KnownSharesTest {
    private static final int LOOPS = 0;
    private static final int CALLS = 1;
    private static final int WAITS = 2;
    /** Processor time is looked at 250 times a second on many systems, and half as well when the machine is busy. */
    private static final double TICKS_A_MILLISECOND = 0.125;

    private static final int LONG = 1600;
    private static final int SHORT = 400;
    private static final int KILLED = 128 + 9;

    @TempDir
    static Path folder;

    private static Path runtime;
    private static Path kernel;
    private static Path host;
    private static Path source;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        runtime = Native.runtime(folder);
        kernel = Native.kernel(folder);
        host = Native.compile("host.c", folder, "host", "-pthread", "-ldl");
        source = folder.resolve("kernel.c");
    }

    private static Profile profile(
            int status, Map<String, String> variables, int work, int milliseconds, int threads, String end)
            throws IOException, InterruptedException {
        Path samples = Files.createTempDirectory(folder, "samples");
        Native.Result result = Native.run(variables, host, runtime, samples, kernel, work, milliseconds, threads, end);
        assertEquals(status, result.status(), result.output());
        return Report.of(samples, Native.SYMBOLIZER);
    }

    private static Map<String, String> preloaded() {
        return Map.of("LD_PRELOAD", runtime.toString());
    }

    /** The samples of a loop, its head and its body, in percent of the total. */
    private static double share(Profile profile, String mark) {
        int line = Native.line(source, mark);
        return Lines.of(profile).percent(samples(profile, line - 1) + samples(profile, line));
    }

    private static long samples(Profile profile, int line) {
        return Lines.of(profile).files().stream()
                .filter(file -> file.source().path().equals(source.toString()))
                .flatMap(file -> file.passages().stream())
                .mapToLong(passage -> passage.lines().getOrDefault(line, 0L))
                .sum();
    }

    /** Within four standard deviations of what so many ticks of the clock can tell. */
    private static void assertThreeToOne(Profile profile, int milliseconds) {
        assertEquals(milliseconds, (double) profile.total(), 0.2 * milliseconds);
        double ticks = milliseconds * TICKS_A_MILLISECOND;
        double tolerance = 4 * 100 * Math.sqrt(0.75 * 0.25 / ticks);
        assertEquals(75, share(profile, "LONG"), tolerance);
        assertEquals(25, share(profile, "SHORT"), tolerance);
        assertTrue(Lines.of(profile).percent(profile.of(Kind.UNKNOWN)) < 1, profile::toString);
    }

    @Test
    void threeTimesTheWorkHasThreeTimesTheSamples() throws IOException, InterruptedException {
        assertThreeToOne(profile(0, preloaded(), LOOPS, LONG, 1, "exit"), LONG);
    }

    @Test
    void allThreadsCount() throws IOException, InterruptedException {
        assertThreeToOne(profile(0, preloaded(), LOOPS, SHORT, 3, "exit"), 3 * SHORT);
    }

    @Test
    void threadsAreFoundWithoutPreloadingToo() throws IOException, InterruptedException {
        assertThreeToOne(profile(0, Map.of(), LOOPS, SHORT, 3, "exit"), 3 * SHORT);
    }

    @Test
    void aKilledProgramHasItsReport() throws IOException, InterruptedException {
        assertThreeToOne(profile(KILLED, preloaded(), LOOPS, SHORT, 1, "kill"), SHORT);
    }

    @Test
    void theTimeInALibraryFunctionIsTheTimeOfTheLineThatCallsIt() throws IOException, InterruptedException {
        Profile profile = profile(0, preloaded(), CALLS, SHORT, 1, "exit");
        assertTrue(share(profile, "EXP") > 95, profile::toString);
        assertTrue(Lines.of(profile).percent(samples(profile, Native.line(source, "EXP"))) > 80, profile::toString);
    }

    @Test
    void theLineThatIsWaitedForIsChargedAndNotTheOneBehind() throws IOException, InterruptedException {
        Profile profile = profile(0, preloaded(), WAITS, SHORT, 1, "exit");
        assertTrue(Lines.of(profile).percent(samples(profile, Native.line(source, "SLOW"))) > 90, profile::toString);
    }
}
