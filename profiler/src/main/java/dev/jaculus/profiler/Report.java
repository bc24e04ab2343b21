package dev.jaculus.profiler;

import dev.jaculus.profiler.samples.AddressSpace;
import dev.jaculus.profiler.samples.Sample;
import dev.jaculus.profiler.samples.Samples;
import dev.jaculus.profiler.symbols.Frame;
import dev.jaculus.profiler.symbols.Place;
import dev.jaculus.profiler.symbols.Symbolizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * Reads {@code samples.bin} and {@code maps}.
     *
     * @param folder what the sampler was told to write to
     * @param symbolizer the tool llvm-symbolizer
     */
    public static Profile of(Path folder, Path symbolizer) throws IOException {
        Samples samples = Samples.read(folder.resolve("samples.bin"));
        Attribution attribution = new Attribution(AddressSpace.read(folder.resolve("maps")));
        List<Attribution.Verdict> verdicts =
                samples.all().stream().map(attribution::of).toList();
        Map<Place, List<Frame>> frames = new Symbolizer(symbolizer).frames(Attribution.places(verdicts));
        Report report = new Report();
        for (int i = 0; i < verdicts.size(); i++) {
            report.count(samples.all().get(i), verdicts.get(i), frames);
        }
        return report.profile(samples);
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

    private Profile profile(Samples samples) {
        List<FileShare> shares = new ArrayList<>();
        files.forEach((path, functions) ->
                shares.add(new FileShare(path, Source.read(path, samples.started()), Passage.of(functions.values()))));
        shares.sort(Comparator.comparingLong(FileShare::samples).reversed().thenComparing(FileShare::path));
        return new Profile(samples.rate(), total, nonKernel, bad, samples.lost(), samples.unsampledThreads(), shares);
    }
}
