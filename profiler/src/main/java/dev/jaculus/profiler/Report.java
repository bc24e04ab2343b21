package dev.jaculus.profiler;

import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.ProfileBuilder;
import dev.jaculus.profiler.model.Stack;
import dev.jaculus.profiler.samples.AddressSpace;
import dev.jaculus.profiler.samples.Sample;
import dev.jaculus.profiler.samples.Samples;
import dev.jaculus.profiler.symbols.Place;
import dev.jaculus.profiler.symbols.Symbolizer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fills a profile from the files of the sampler. */
public final class Report {
    private final ProfileBuilder builder;
    private final Map<Place, List<dev.jaculus.profiler.symbols.Frame>> lines;

    private Report(int rate, Map<Place, List<dev.jaculus.profiler.symbols.Frame>> lines) {
        this.builder = new ProfileBuilder(rate);
        this.lines = lines;
    }

    /** One process's samples, and what became of each. */
    private record Process(long id, Samples samples, Attribution attribution, List<Attribution.Verdict> verdicts) {
        static Process read(Path file) throws IOException {
            Samples samples = Samples.read(file);
            Attribution attribution = new Attribution(AddressSpace.read(maps(file)));
            return new Process(
                    id(file),
                    samples,
                    attribution,
                    samples.all().stream().map(attribution::of).toList());
        }

        private static long id(Path file) {
            String digits = file.getFileName().toString().replaceAll("\\D", "");
            return digits.isEmpty() ? 0 : Long.parseLong(digits);
        }

        /** A child that had not time to write its own has what its parent had. */
        private static Path maps(Path samples) {
            String name =
                    samples.getFileName().toString().replace("samples", "maps").replace(".bin", "");
            Path own = samples.resolveSibling(name);
            return Files.exists(own) ? own : samples.resolveSibling("maps");
        }
    }

    /**
     * Reads {@code samples.bin} and {@code maps}, and {@code samples-PID.bin} and {@code maps-PID} of each process that
     * the program started; the {@link KeptSources} and the {@link RunFile} there.
     *
     * @param folder what the sampler was told to write to
     * @param symbolizer the tool llvm-symbolizer
     */
    public static Profile of(Path folder, Path symbolizer) throws IOException {
        List<Process> processes = new ArrayList<>(List.of(Process.read(folder.resolve("samples.bin"))));
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, "samples-*.bin")) {
            for (Path child : children) {
                if (Files.size(child) > 0) { // one that was killed while it made its file has none
                    processes.add(Process.read(child));
                }
            }
        }
        Set<Place> places = new HashSet<>();
        processes.forEach(one -> places.addAll(Attribution.places(one.verdicts())));
        Samples first = processes.getFirst().samples();
        Report report = new Report(first.rate(), new Symbolizer(symbolizer).frames(places));
        report.builder.run(RunFile.read(folder, first.started()));
        for (Process process : processes) {
            report.add(
                    process, Duration.between(first.started(), process.samples().started()));
        }
        Profile profile = report.builder.build();
        KeptSources kept = KeptSources.read(folder);
        return profile.with(profile.files().stream()
                .map(file -> kept.source(file, first.started()))
                .toList());
    }

    private void add(Process process, Duration later) {
        int number = builder.process(process.id(), "");
        Map<Integer, Integer> threads = new HashMap<>();
        Samples samples = process.samples();
        builder.lost(samples.lost(), samples.unsampledThreads());
        for (int i = 0; i < samples.all().size(); i++) {
            Sample sample = samples.all().get(i);
            int thread = threads.computeIfAbsent(sample.thread(), id -> builder.thread(number, id, ""));
            long time = later.toNanos() + sample.time();
            long weight = Math.max(1, sample.weight());
            switch (process.verdicts().get(i)) {
                case Attribution.Other.BAD -> builder.sample(thread, Kind.UNKNOWN, time, weight, Stack.NONE);
                case Attribution.Other.NON_KERNEL -> outside(process, sample, thread, time, weight);
                case Attribution.InKernel(Place place) -> inside(place, thread, time, weight);
            }
        }
    }

    private void inside(Place place, int thread, long time, long weight) {
        List<Frame> frames = new ArrayList<>();
        for (var frame : lines.getOrDefault(place, List.of()).reversed()) {
            if (frame.isKnown()) {
                Function function = Function.kernel(frame.function(), frame.file(), frame.functionLine());
                frames.add(new Frame(function, frame.line(), !frames.isEmpty()));
            }
        }
        builder.sample(thread, frames.isEmpty() ? Kind.UNKNOWN : Kind.KERNEL, time, weight, frames);
    }

    private void outside(Process process, Sample sample, int thread, long time, long weight) {
        Optional<String> library = process.attribution().library(sample.pc());
        boolean interpreter =
                library.filter(name -> name.matches("(lib)?python.*")).isPresent();
        Kind kind = interpreter ? Kind.PYTHON : Kind.NATIVE;
        List<Frame> frames = library.stream()
                .map(name -> new Frame(new Function(kind, name, "", 0, name), 0))
                .toList();
        builder.sample(thread, kind, time, weight, frames);
    }
}
