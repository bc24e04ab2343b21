package dev.jaculus.cli;

import dev.jaculus.profiler.Profile;
import dev.jaculus.profiler.Report;
import dev.jaculus.profiler.TextReport;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(samples))); // also when Ctrl-C ends the report
        int status = program.run(
                List.of("annotate", "--rate", String.valueOf(rate), "--output", samples.toString()),
                Map.of("LD_PRELOAD", preloads()));
        try {
            report(samples);
        } catch (IOException e) { // the program has run, and its status is the answer
            System.err.println("jaculus: no report: " + e.getMessage());
        }
        return status;
    }

    /** To standard output, behind what the program has written there. */
    private void report(Path samples) throws IOException {
        if (!Files.exists(samples.resolve("samples.bin"))) {
            System.err.println("jaculus: the program ended before it was sampled");
            return;
        }
        StringBuilder text = new StringBuilder();
        Profile profile = Report.of(samples, program.home().library("llvm-symbolizer"));
        TextReport.write(profile, Path.of(""), text);
        System.out.print(text);
        System.out.flush();
    }

    /** The runtime sees a program's threads only when it is loaded before the program makes them. */
    private String preloads() {
        String runtime = program.home().library("libjaculus_rt.so").toString();
        String others = System.getenv().getOrDefault("LD_PRELOAD", "");
        return others.isEmpty() ? runtime : runtime + ":" + others;
    }

    private static void delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            return; // temporary files: whoever cleans that folder takes them
        }
    }
}
