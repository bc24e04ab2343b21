package dev.jaculus.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonWriter;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Run;
import dev.jaculus.profiler.samples.Sample;
import dev.jaculus.profiler.view.Lines;
import dev.jaculus.profiler.view.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples made by hand, in a real shared object with line tables. */
final class ReportTest {
    private static final long BASE = 0x7f0000000000L;
    private static final long LIBM = 0x7f1000000000L;
    private static final long NUMPY = 0x7f2000000000L;

    @TempDir
    Path folder;

    private Path kernel;
    private Path source;
    private long entry;
    private String maps;

    @BeforeEach
    void compile() throws IOException, InterruptedException {
        kernel = Native.kernel(folder);
        source = folder.resolve("kernel.c");
        String symbols = Native.run(Map.of(), "nm", "-D", kernel).output();
        entry = symbols.lines()
                .filter(line -> line.endsWith(" T jaculus_entry"))
                .mapToLong(line -> Long.parseLong(line.substring(0, 16), 16))
                .findFirst()
                .orElseThrow();
        maps = mapping(BASE, kernel) + mapping(LIBM, Path.of("/lib/libm.so.6")) + mapping(NUMPY, Path.of("/lib/np.so"));
    }

    /** Maps a whole file at once, so that addresses in it are offsets. */
    private static String mapping(long at, Path file) {
        return String.format("%x-%x r-xp 00000000 00:00 1 %s%n", at, at + 0x10000, file);
    }

    private final HandMadeCalls calls = new HandMadeCalls();

    /** In a kernel, or in code that returns to one, or in other code: 0. */
    private Sample sample(long pc, long inKernel, int weight) {
        boolean here = pc == inKernel;
        return new Sample(
                pc,
                here || inKernel == 0 ? 0 : calls.returning(0, inKernel),
                1,
                0,
                weight,
                here ? Sample.IN_KERNEL : Sample.GUESSED);
    }

    private Profile profile(Sample... samples) throws IOException {
        HandMade.write(folder, List.of(samples), maps);
        HandMade.write(folder, calls);
        String run = JsonWriter.string()
                .object()
                .value("folder", folder.toString())
                .end()
                .done();
        Files.writeString(folder.resolve("run.json"), run);
        return Report.of(folder, Native.SYMBOLIZER);
    }

    private String text(Profile profile) throws IOException {
        StringBuilder text = new StringBuilder();
        TextReport.write(profile, text);
        return text.toString();
    }

    @Test
    void eachSampleIsAKernelsOrNotOrBad() throws IOException {
        long inside = BASE + entry;
        Profile profile = profile(
                sample(inside, inside, 4), // in the kernel
                sample(LIBM, inside + 1, 3), // called by it
                sample(NUMPY, inside + 1, 20), // not called by it, whatever is on the stack
                sample(LIBM, 0, 10),
                sample(0x1234, 0, 1),
                sample(0x1234, 0x1234, 2), // a kernel whose file is gone
                sample(BASE + 0xfff0, BASE + 0xfff0, 5), // no code there
                sample(inside, inside, 0)); // never finished
        assertEquals(46, profile.total());
        assertEquals(31, profile.total() - profile.of(Kind.KERNEL) - profile.of(Kind.UNKNOWN));
        assertEquals(8, profile.of(Kind.UNKNOWN));
        assertEquals(7, Lines.of(profile).files().getFirst().samples());
        assertEquals(
                source.toString(), Lines.of(profile).files().getFirst().source().path());
    }

    @Test
    void childProcessesAreCountedWithTheirOwnMaps() throws IOException {
        Path child = Files.createDirectory(folder.resolve("child"));
        HandMade.write(child, List.of(sample(LIBM + entry, LIBM + entry, 5)), mapping(LIBM, kernel));
        Files.move(child.resolve("samples.bin"), folder.resolve("samples-17.bin"));
        Files.move(child.resolve("maps"), folder.resolve("maps-17"));
        HandMade.write(child, List.of(sample(BASE + entry, BASE + entry, 3)), "");
        Files.move(child.resolve("samples.bin"), folder.resolve("samples-18.bin")); // has its parent's
        Files.createFile(folder.resolve("samples-19.bin")); // was killed at once
        Profile profile = profile(sample(BASE + entry, BASE + entry, 2));
        assertEquals(3, profile.processes().size());
        assertEquals(10, profile.total());
        assertEquals(
                10, Lines.of(profile).files().getFirst().functions().getFirst().samples());
    }

    @Test
    void aKernelIsKnownByItsEntryAlsoWithoutTheSampler() throws IOException {
        assertEquals(1, Lines.of(profile(sample(BASE + entry, 0, 1))).files().size());
    }

    @Test
    void linesAreShownAsTheyAre() throws IOException {
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(60)));
        String text = text(profile(sample(BASE + entry, 0, 1), sample(NUMPY, 0, 2)));
        assertTrue(text.startsWith("# Total samples: 3 (66.7% non-kernel, 0.0% bad)\n"), text);
        assertTrue(text.contains("\n## File `kernel.c`\nFunctions:\n 33.3% "), text);
        assertTrue(text.contains(" | __attribute__"), text);
    }

    @Test
    void aChangedOrMissingFileIsSaidAndItsLinesAreNumbered() throws IOException {
        Profile before = profile(sample(BASE + entry, 0, 1));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        String text = text(profile(sample(BASE + entry, 0, 1)));
        int line = Lines.of(before).files().getFirst().passages().getFirst().first();
        assertTrue(text.contains("(No source lines: the file has changed since the program started.)\n"), text);
        assertTrue(text.contains(line + " |\n"), text);
        Files.delete(source);
        text = text(profile(sample(BASE + entry, 0, 1)));
        assertTrue(text.contains("(No source lines: the file is not there any more.)\n"), text);
    }

    @Test
    void aToolThatIsMissingOrFailsIsAnError() throws IOException {
        HandMade.write(folder, List.of(sample(BASE + entry, 0, 1)), maps);
        assertThrows(IOException.class, () -> Report.of(folder, folder.resolve("no-such-tool")));
        IOException e = assertThrows(IOException.class, () -> Report.of(folder, Path.of("/bin/false")));
        assertTrue(e.getMessage().contains("/bin/false failed"), e::getMessage);
        e = assertThrows(IOException.class, () -> Report.of(folder, Path.of("/bin/true")));
        assertTrue(e.getMessage().contains("0 answers to 1 questions"), e::getMessage);
    }

    @Test
    void whatIsKnownOfTheRunIsInTheProfile() throws IOException {
        HandMade.write(folder, List.of(sample(NUMPY, 0, 1)), maps);
        assertEquals("", Report.of(folder, Native.SYMBOLIZER).run().program());
        String run = """
                {"program": "a.py", "command": "jaculus annotate a.py", "folder": "/w", "elapsed_s": 1.5,
                 "versions": {"python": "3.11"}, "remarks": ["Said."]}""";
        Files.writeString(folder.resolve("run.json"), run);
        Run known = Report.of(folder, Native.SYMBOLIZER).run();
        assertTrue(known.started().isAfter(Instant.EPOCH));
        assertEquals(
                new Run(
                        "a.py",
                        "jaculus annotate a.py",
                        "/w",
                        Instant.EPOCH,
                        1.5,
                        Map.of("python", "3.11"),
                        List.of("Said.")),
                known.startedAt(Instant.EPOCH));
    }

    @Test
    void noToolIsNeededForNoKernel() throws IOException {
        HandMade.write(folder, List.of(sample(NUMPY, 0, 1)), maps);
        assertEquals(
                List.of(),
                Lines.of(Report.of(folder, folder.resolve("no-such-tool"))).files());
    }
}
