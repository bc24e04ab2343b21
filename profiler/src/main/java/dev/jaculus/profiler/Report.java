package dev.jaculus.profiler;

import dev.jaculus.profiler.samples.AddressSpace;
import dev.jaculus.profiler.samples.Sample;
import dev.jaculus.profiler.samples.Samples;
import dev.jaculus.profiler.symbols.Frame;
import dev.jaculus.profiler.symbols.Place;
import dev.jaculus.profiler.symbols.Symbolizer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the model of a report from the files of the sampler. */
public final class Report {
    private long total;
    private long nonKernel;
    private long bad;
    /** Samples by file, function, and line. */
    private final Map<String, Map<Function, SortedMap<Integer, Long>>> files = new HashMap<>();

    /** Line tables may say where a function begins, or only its name. */
    private record Function(String name, int line) {}

    private Report() {}

    /** One process's samples, and what became of each. */
    private record Process(Samples samples, List<Attribution.Verdict> verdicts) {
        static Process read(Path file) throws IOException {
            Samples samples = Samples.read(file);
            Attribution attribution = new Attribution(AddressSpace.read(maps(file)));
            return new Process(
                    samples, samples.all().stream().map(attribution::of).toList());
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
     * the program started; and the {@link KeptSources} there.
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
        Map<Place, List<Frame>> frames = new Symbolizer(symbolizer).frames(places);
        Report report = new Report();
        for (Process process : processes) {
            List<Sample> samples = process.samples().all();
            for (int i = 0; i < samples.size(); i++) {
                report.count(samples.get(i), process.verdicts().get(i), frames);
            }
        }
        return report.profile(processes, KeptSources.read(folder));
    }

    private void count(Sample sample, Attribution.Verdict verdict, Map<Place, List<Frame>> frames) {
        long weight = Math.max(1, sample.weight());
        total += weight;
        switch (verdict) {
            case Attribution.Other.NON_KERNEL -> nonKernel += weight;
            case Attribution.Other.BAD -> bad += weight;
            case Attribution.InKernel(Place place) ->
                userFrame(frames.getOrDefault(place, List.of()))
                        .ifPresentOrElse(frame -> count(frame, weight), () -> bad += weight);
        }
    }

    private void count(Frame frame, long weight) {
        files.computeIfAbsent(frame.file(), f -> new HashMap<>())
                .computeIfAbsent(new Function(frame.function(), frame.functionLine()), f -> new TreeMap<>())
                .merge(frame.line(), weight, Long::sum);
    }

    /** The innermost frame in the user's own code; in our library only when there is no other. */
    private static Optional<Frame> userFrame(List<Frame> frames) {
        List<Frame> known = frames.stream().filter(Frame::isKnown).toList();
        return known.stream()
                .filter(frame -> !frame.isLibrary())
                .findFirst()
                .or(() -> known.stream().findFirst());
    }

    private Profile profile(List<Process> processes, KeptSources kept) {
        Samples first = processes.getFirst().samples();
        List<FileShare> shares = new ArrayList<>();
        files.forEach((path, functions) -> {
            KeptSources.Kept text = kept.byName().get(path);
            shares.add(new FileShare(
                    text == null ? path : text.shown(),
                    text == null ? Source.read(path, first.started()) : new Source.Text(text.lines()),
                    functions(functions),
                    Passage.of(functions.values())));
        });
        shares.sort(Comparator.comparingLong(FileShare::samples).reversed().thenComparing(FileShare::path));
        long lost = processes.stream().mapToLong(one -> one.samples().lost()).sum();
        long unsampled = processes.stream()
                .mapToLong(one -> one.samples().unsampledThreads())
                .sum();
        return new Profile(first.rate(), total, nonKernel, bad, lost, unsampled, processes.size(), shares);
    }

    private static List<FunctionShare> functions(Map<Function, SortedMap<Integer, Long>> functions) {
        List<FunctionShare> shares = new ArrayList<>();
        functions.forEach((function, lines) -> shares.add(new FunctionShare(
                function.name(),
                function.line(),
                lines.values().stream().mapToLong(Long::longValue).sum())));
        shares.sort(Comparator.comparingLong(FunctionShare::samples)
                .reversed()
                .thenComparing(FunctionShare::line)
                .thenComparing(FunctionShare::name));
        return shares;
    }
}
