package dev.jaculus.cli;

import dev.jaculus.profiler.format.JsonProfile;
import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.ProfileBuilder;
import dev.jaculus.profiler.model.Source;
import dev.jaculus.profiler.model.SourceFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reports of a small profile, so that Java's prepared start has their classes too: people wait for a report. */
final class PracticeReport {
    private PracticeReport() {}

    /** Makes them, in a temporary folder. */
    static void run() throws IOException {
        Path folder = Files.createTempDirectory("jaculus-practice-");
        List<Path> files = List.of(folder.resolve("json"), folder.resolve("html"), folder.resolve("text"));
        try {
            try (Writer out = Files.newBufferedWriter(files.getFirst())) {
                JsonProfile.write(profile().build(), out);
            }
            String json = files.getFirst().toString();
            Main.execute(
                    "report",
                    json,
                    "--html",
                    files.get(1).toString(),
                    "-o",
                    files.get(2).toString());
            Main.execute("report", json);
        } finally {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        }
    }

    private static ProfileBuilder profile() {
        ProfileBuilder builder = new ProfileBuilder(1000);
        int process = builder.process(1, "practice");
        Frame main = new Frame(Function.python("main", "/practice.py", 1), 2);
        Frame kernel = new Frame(Function.kernel("kernel", "/practice.py", 4), 5);
        for (int i = 0; i < 2; i++) {
            int thread = builder.thread(process, i, "thread");
            builder.sample(thread, Kind.KERNEL, i, 9, List.of(main, kernel));
            builder.sample(thread, Kind.NATIVE, i, 1, List.of(main, new Frame(Function.nativeCode("f", "libm"), 0)));
        }
        List<String> text = List.of("def main():", "    kernel()", "", "def kernel():", "    pass");
        builder.source(new SourceFile("/practice.py", "/practice.py", new Source.Text(text)));
        return builder;
    }
}
