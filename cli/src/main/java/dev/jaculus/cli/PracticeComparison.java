package dev.jaculus.cli;

import dev.jaculus.profiler.compare.Comparison;
import dev.jaculus.profiler.compare.ComparisonJson;
import dev.jaculus.profiler.compare.Launch;
import dev.jaculus.profiler.compare.Way;
import dev.jaculus.profiler.model.Run;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reports of a small comparison, as {@link PracticeReport} makes them of a profile. */
final class PracticeComparison {
    private PracticeComparison() {}

    /** Makes them, in a temporary folder. */
    static void run() throws IOException {
        Path folder = Files.createTempDirectory("jaculus-practice-");
        List<Path> files = List.of(folder.resolve("json"), folder.resolve("html"));
        try {
            try (Writer out = Files.newBufferedWriter(files.getFirst())) {
                ComparisonJson.write(comparison(), out);
            }
            String json = files.getFirst().toString();
            Main.execute("comparison", json, "--html", files.get(1).toString(), "--baseline", json);
        } finally {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        }
    }

    private static Comparison comparison() {
        List<Way> ways = new ArrayList<>();
        for (String name : List.of("f", "g")) {
            List<Launch> launches = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                TreeMap<Long, List<Double>> seconds = new TreeMap<>();
                seconds.put(10L, List.of(0.1, 0.1 + 0.01 * i));
                seconds.put(20L, List.of(0.2, 0.2 + 0.01 * i));
                OptionalDouble none = OptionalDouble.empty();
                launches.add(new Launch(i, OptionalDouble.of(1), none, seconds, none, OptionalLong.empty()));
            }
            ways.add(new Way(name, List.of(name), "", 0, launches, Optional.empty(), Optional.empty(), List.of()));
        }
        return new Comparison(
                Comparison.Kind.FUNCTIONS, Run.UNKNOWN, "", List.of("function"), List.of(10L, 20L), ways, true);
    }
}
