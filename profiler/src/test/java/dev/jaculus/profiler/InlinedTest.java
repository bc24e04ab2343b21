package dev.jaculus.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.llvm.CodeOptions;
import dev.jaculus.llvm.Toolchain;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.samples.Sample;
import dev.jaculus.profiler.view.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kernel made by our own tools, with its debug information as the compiler writes it. */
final class InlinedTest {
    private static final long BASE = 0x7f0000000000L;
    private static final Pattern ENTRY = Pattern.compile("(\\p{XDigit}{16}) +(\\d+) FUNC .* jaculus_entry");

    @TempDir
    Path folder;

    private Path kernel() throws IOException {
        String text;
        try (InputStream in = InlinedTest.class.getResourceAsStream("inlined.ll")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Toolchain llvm = Toolchain.open(Path.of(System.getProperty("jaculus.libllvm")));
        return Files.write(folder.resolve("kernel.so"), llvm.sharedObject(text, CodeOptions.HOST));
    }

    @Test
    void everyInstructionBelongsToALineOfTheUsersOwn() throws IOException, InterruptedException {
        Path kernel = kernel();
        String symbols =
                Native.run(Map.of(), "readelf", "--wide", "--symbols", kernel).output();
        Matcher entry = ENTRY.matcher(symbols);
        assertTrue(entry.find(), symbols);
        long start = Long.parseLong(entry.group(1), 16);
        long size = Long.parseLong(entry.group(2));
        List<Sample> samples = LongStream.range(start, start + size)
                .mapToObj(at -> new Sample(BASE + at, 0, 1, 0, 1, Sample.IN_KERNEL))
                .toList();
        String maps = String.format("%x-%x r-xp 00000000 00:00 1 %s%n", BASE, BASE + 0x10000, kernel);
        HandMade.write(folder, samples, maps);

        Profile profile = Report.of(folder, Native.SYMBOLIZER);
        assertEquals(0, profile.of(Kind.UNKNOWN));
        assertEquals(
                List.of("/home/me/f.py"),
                Lines.of(profile).files().stream()
                        .map(file -> file.source().path())
                        .toList());
        assertEquals(1, Lines.of(profile).files().getFirst().passages().size());
        assertEquals(
                List.of(3, 4, 5),
                List.copyOf(Lines.of(profile)
                        .files()
                        .getFirst()
                        .passages()
                        .getFirst()
                        .lines()
                        .keySet()));
    }
}
