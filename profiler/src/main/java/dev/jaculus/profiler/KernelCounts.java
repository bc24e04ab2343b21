package dev.jaculus.profiler;

import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.LineCount;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Sample;
import dev.jaculus.profiler.samples.Hits;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often the lines of kernels were executed, in {@code hits.bin} and {@code hits-PID.bin}; their time is that of their samples. */
final class KernelCounts {
    private final Map<Hits.Line, Long> hits;

    private KernelCounts(Map<Hits.Line, Long> hits) {
        this.hits = hits;
    }

    /** Of all processes; lines of our own, which a program has not written, are left out. */
    static KernelCounts read(Path folder, Modules modules) throws IOException {
        Map<Hits.Line, Long> sums = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "hits*.bin")) {
            for (Path file : files) {
                Hits.read(file).forEach((line, count) -> sums.merge(line, count, Long::sum));
            }
        }
        sums.keySet().removeIf(line -> modules.of(line.file()).isOurs());
        return new KernelCounts(sums);
    }

    /** What the reader should know; nothing where no kernel counted. */
    List<String> remarks() {
        long all = hits.values().stream().mapToLong(Long::longValue).sum();
        return hits.isEmpty()
                ? List.of()
                : List.of("Kernels counted " + all
                        + " executions of their lines; the time of these lines is from samples.");
    }

    /** These and others; a line that is in both has both its times. */
    List<LineCount> with(List<LineCount> others, Profile profile) {
        Map<Hits.Line, Double> seconds = sampled(profile);
        Map<Hits.Line, LineCount> all = new TreeMap<>((a, b) -> {
            int files = a.file().compareTo(b.file());
            return files != 0 ? files : Integer.compare(a.number(), b.number());
        });
        others.forEach(one -> all.put(new Hits.Line(one.file(), one.line()), one));
        hits.forEach((line, count) -> {
            double time = seconds.getOrDefault(line, 0.0);
            all.merge(
                    line,
                    new LineCount(line.file(), line.number(), count, time),
                    (a, b) -> new LineCount(a.file(), a.line(), a.hits() + b.hits(), a.seconds() + b.seconds()));
        });
        return new ArrayList<>(all.values());
    }

    private static Map<Hits.Line, Double> sampled(Profile profile) {
        Map<Hits.Line, Double> seconds = new HashMap<>();
        for (Sample sample : profile.samples()) {
            if (sample.kind() == Kind.KERNEL) {
                profile.charged(sample.stack())
                        .map(frame -> new Hits.Line(frame.function().file(), frame.line()))
                        .ifPresent(line -> seconds.merge(line, profile.seconds(sample.weight()), Double::sum));
            }
        }
        return seconds;
    }
}
