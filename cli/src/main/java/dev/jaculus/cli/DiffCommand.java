package dev.jaculus.cli;

import dev.jaculus.profiler.diff.DiffReport;
import dev.jaculus.profiler.format.JsonProfileReader;
import dev.jaculus.profiler.model.Profile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jaculus diff BEFORE AFTER}: what became faster, line by line. */
@Command(
        name = "diff",
        description =
                "Compares two profiles that `annotate --json FILE` has written, line by line, over edited source.",
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BEFORE", description = "A profile.")
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "Another one.")
    private Path after;

    @Override
    public Integer call() throws IOException {
        Profile old = read(before);
        Profile now = read(after);
        var out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        DiffReport.write(old, now, out);
        out.flush();
        return 0;
    }

    private static Profile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Failure(2, "there is no file " + file);
        }
        return JsonProfileReader.read(file);
    }
}
