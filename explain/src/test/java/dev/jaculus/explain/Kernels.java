package dev.jaculus.explain;

import com.grack.nanojson.JsonObject;
import dev.jaculus.explain.code.MachineCode;
import dev.jaculus.host.PythonFile;
import dev.jaculus.profiler.symbols.Symbolizer;
import dev.jaculus.server.Driver;
import dev.jaculus.server.Home;
import dev.jaculus.syntax.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kernels that tests write in Python, compiled for a processor that does not depend on the machine. */
public final class Kernels {
    private static final Path LIB = Path.of(System.getProperty("jaculus.lib"));
    private static final Driver DRIVER = new Driver(new Home(LIB.getParent()));

    public static final String FILE = "/kernels.py";

    private Kernels() {}

    /** The explanation of a function of a Python text. */
    public static ExplainedKernel explained(String source, String name, String... types) {
        try {
            return explained(List.of(subject(source, name, types))).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The explanations of many, in their order: the lines of all are asked for at once. */
    static List<ExplainedKernel> explained(List<Explainer.Subject> subjects) throws IOException {
        var machine = new MachineCode(DRIVER.toolchain(), new Symbolizer(LIB.resolve("llvm-symbolizer")));
        return new Explainer(machine).explain(subjects, Map.of());
    }

    static Explainer.Subject subject(String source, String name, String... types) throws IOException {
        JsonObject request = new PythonFile(new SourceFile(FILE, source)).request(name, List.of(types));
        JsonObject target = new JsonObject();
        target.put("cpu", "x86-64-v3");
        request.put("target", target);
        Path file = Files.createTempFile("kernel", ".so");
        file.toFile().deleteOnExit();
        Files.write(file, DRIVER.compile(request).bytes());
        Driver.Observation seen = DRIVER.observe(request);
        Place place = new Place(FILE, 1, 0);
        return new Explainer.Subject(
                name, String.join(", ", types), file, place, seen.llvm(), seen.observed(), Optional.empty(), 0, 0);
    }
}
