package dev.jaculus.cli;

import dev.jaculus.explain.ListedProfile;
import dev.jaculus.explain.code.MachineCode;
import dev.jaculus.profiler.Report;
import dev.jaculus.profiler.format.JsonProfileReader;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.symbols.Symbolizer;
import dev.jaculus.profiler.view.Look;
import dev.jaculus.server.Driver;
import dev.jaculus.server.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jaculus report FILE}: any report of a profile; what {@code annotate} calls when its program has ended. */
@Command(
        name = "report",
        description = "Makes reports of a profile that `annotate --json FILE` has written.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The profile; or a folder of samples.")
    private Path given;

    @Mixin
    private Outputs outputs;

    private final Appendable out;
    private final Map<String, String> environment;
    private final Driver driver;

    /** For the list of commands. */
    ReportCommand() {
        this(System.out, System.getenv(), null);
    }

    ReportCommand(Appendable out, Map<String, String> environment, Driver driver) {
        this.out = out;
        this.environment = environment;
        this.driver = driver;
    }

    @Override
    public Integer call() throws IOException {
        outputs.write(profile(), out, Look.of(environment));
        return 0;
    }

    private Profile profile() throws IOException {
        if (!Files.exists(given)) {
            throw new Failure(2, "there is no file " + given);
        }
        if (!Files.isDirectory(given)) {
            return JsonProfileReader.read(given);
        }
        if (!Files.exists(given.resolve("samples.bin"))) {
            throw new Failure(1, "the program ended before it was sampled");
        }
        Path symbolizer = Home.of(System.getenv()).library("llvm-symbolizer");
        if (!outputs.keepsAll() || driver == null) {
            return Report.of(given, symbolizer);
        }
        var machine = new MachineCode(driver.toolchain(), new Symbolizer(symbolizer));
        return ListedProfile.of(Report.read(given, symbolizer), machine);
    }
}
