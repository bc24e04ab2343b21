package dev.jaculus.cli;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.jaculus.explain.ExplainedKernel;
import dev.jaculus.explain.Explainer;
import dev.jaculus.explain.Explanation;
import dev.jaculus.explain.ListedProfile;
import dev.jaculus.explain.Place;
import dev.jaculus.explain.Trial;
import dev.jaculus.explain.code.MachineCode;
import dev.jaculus.explain.view.Notes;
import dev.jaculus.explain.wider.Interpreter;
import dev.jaculus.profiler.Report;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.ProfileBuilder;
import dev.jaculus.profiler.model.Source;
import dev.jaculus.profiler.model.SourceFile;
import dev.jaculus.profiler.symbols.Symbolizer;
import dev.jaculus.server.Driver;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The explanation of what a folder holds: kernels that python/jaculus/explaining.py noted, and samples if they ran. */
final class ExplainedRun {
    /** Kernels with a smaller share of the samples are not worth a reader's time. */
    private static final double QUIET = 0.01;

    private ExplainedRun() {}

    /** A kernel as the program noted it. */
    private record Noted(
            String name,
            String signature,
            Path file,
            Place place,
            JsonObject request,
            Optional<Trial> trial,
            long arrays) {}

    /** What was found out, and the profile of the run with it. */
    record Found(Explanation explanation, Report.Sampled sampled, MachineCode machine) {
        /** For pages: with the machine code, and with what is said of lines. */
        Profile profile() throws IOException {
            return ListedProfile.of(sampled, machine).withNotes(Notes.of(explanation));
        }
    }

    static Found of(Path folder, Driver driver, Path symbolizer) throws IOException {
        List<Noted> noted = new ArrayList<>();
        for (Noted one : noted(folder)) {
            noted.add(Files.exists(one.file()) ? one : made(one, folder, driver));
        }
        boolean ran = Files.exists(folder.resolve("samples.bin"));
        Report.Sampled sampled =
                ran ? Report.read(folder, symbolizer) : new Report.Sampled(new ProfileBuilder(1).build(), Map.of());
        Profile profile = sampled.profile();
        List<String> remarks = new ArrayList<>();
        Map<Path, Long> weights = sampled.waits().entrySet().stream()
                .collect(Collectors.groupingBy(
                        one -> one.getKey().object(), Collectors.summingLong(Map.Entry::getValue)));
        List<Noted> hot = noted.stream()
                .filter(one -> !ran || weights.getOrDefault(one.file(), 0L) > QUIET * profile.total())
                .toList();
        remark(ran, noted.size(), hot.size(), profile, remarks);
        var machine = new MachineCode(driver.toolchain(), new Symbolizer(symbolizer));
        var explainer = new Explainer(machine);
        List<ExplainedKernel> kernels =
                explainer.explain(hot.stream().map(one -> subject(one, driver)).toList(), sampled.waits());
        var explanation = new Explanation(
                kernels, Interpreter.of(profile), profile.total(), profile.rate(), sources(kernels, profile), remarks);
        return new Found(explanation, sampled, machine);
    }

    /** A kernel whose file is gone, from its request: the same bytes again. */
    private static Noted made(Noted one, Path folder, Driver driver) throws IOException {
        Path file = folder.resolve("kernels").resolve(one.file().getFileName().toString());
        Files.write(file, driver.compile(one.request()).bytes());
        return new Noted(one.name(), one.signature(), file, one.place(), one.request(), one.trial(), one.arrays());
    }

    private static void remark(boolean ran, int all, int hot, Profile profile, List<String> remarks) {
        if (all == 0) {
            remarks.add("no kernel was compiled or called: nothing that @njit decorates has run");
        } else if (ran && profile.total() == 0) {
            remarks.add("the program ended before the first sample: let it run longer, for a second or more");
        } else if (hot == 0) {
            remarks.add("no kernel takes as much as 1 % of the time; `jaculus annotate` shows what does");
        } else if (hot < all) {
            remarks.add((all - hot) + " more kernel" + (all - hot > 1 ? "s" : "") + " took less than 1 % of the time");
        }
    }

    private static Explainer.Subject subject(Noted one, Driver driver) {
        Driver.Observation seen = driver.observe(one.request());
        return new Explainer.Subject(
                one.name(),
                one.signature(),
                one.file(),
                one.place(),
                seen.llvm(),
                seen.observed(),
                one.trial(),
                one.arrays(),
                Caches.ofACore());
    }

    private static Map<String, SourceFile> sources(List<ExplainedKernel> kernels, Profile profile) {
        Map<String, SourceFile> sources = new HashMap<>(profile.sources());
        Instant started = profile.total() == 0 ? Instant.now() : profile.run().started();
        for (ExplainedKernel kernel : kernels) {
            kernel.lines()
                    .forEach(line -> sources.computeIfAbsent(
                            line.file(), file -> new SourceFile(file, file, Source.read(file, started))));
        }
        return sources;
    }

    private static Optional<Trial> trial(JsonObject json) {
        return Optional.ofNullable(json)
                .map(it -> new Trial(
                        it.getString("change"),
                        it.getDouble("before_s"),
                        it.getDouble("after_s"),
                        it.getDouble("difference")));
    }

    private static List<Noted> noted(Path folder) throws IOException {
        List<Noted> found = new ArrayList<>();
        Path kernels = folder.resolve("kernels");
        if (!Files.isDirectory(kernels)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(kernels, "*.json")) {
            for (Path file : files) {
                JsonObject json = JsonParser.object().from(Files.readString(file));
                found.add(new Noted(
                        json.getString("name"),
                        json.getString("signature"),
                        Path.of(json.getString("path")),
                        new Place(json.getString("file"), json.getInt("line"), 0),
                        json.getObject("request"),
                        trial(json.getObject("trial")),
                        json.getLong("arrays", 0)));
            }
        } catch (JsonParserException e) {
            throw new IOException(kernels + " holds what is no JSON", e);
        }
        return found;
    }
}
