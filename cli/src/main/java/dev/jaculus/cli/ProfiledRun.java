package dev.jaculus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program run with the sampler, then the report over what it wrote, however the program ended. */
record ProfiledRun(PythonProgram program, int rate) {

    int run() throws IOException {
        Path samples = Files.createTempDirectory("jaculus-samples-");
        try {
            int status = program.run(
                    List.of("annotate", "--rate", String.valueOf(rate), "--output", samples.toString()),
                    Map.of("LD_PRELOAD", preloads()));
            return status;
        } finally {
            delete(samples);
        }
    }

    /** The runtime sees a program's threads only when it is loaded before the program makes them. */
    private String preloads() {
        String runtime = program.home().library("libjaculus_rt.so").toString();
        String others = System.getenv().getOrDefault("LD_PRELOAD", "");
        return others.isEmpty() ? runtime : runtime + ":" + others;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
