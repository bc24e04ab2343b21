package dev.jaculus.profiler.view;

import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The processor time of a profile by the lines that it is charged to.
 *
 * @param total all samples of processor time, of no line too
 * @param files the most samples first; those of libraries only with a hundredth of all
 */
public record Lines(long total, List<FileShare> files) {
    public Lines {
        files = List.copyOf(files);
    }

    /** Of a profile. */
    public static Lines of(Profile profile) {
        Map<String, Map<Function, SortedMap<Integer, Long>>> found = new HashMap<>();
        byStack(profile)
                .forEach((stack, weight) -> profile.charged(stack).ifPresent(frame -> count(found, frame, weight)));
        List<FileShare> files = new ArrayList<>();
        long total = profile.total();
        found.forEach((path, functions) -> {
            FileShare file = new FileShare(profile.source(path), functions(functions), Passage.of(functions.values()));
            if (functions.keySet().stream().anyMatch(Function::isOwn) || file.samples() * 100 >= total) {
                files.add(file);
            }
        });
        files.sort(Comparator.comparingLong(FileShare::samples)
                .reversed()
                .thenComparing(file -> file.source().path()));
        return new Lines(total, files);
    }

    private static Map<Integer, Long> byStack(Profile profile) {
        Map<Integer, Long> weights = new HashMap<>();
        for (Sample sample : profile.samples()) {
            if (sample.kind().isProcessorTime()) {
                weights.merge(sample.stack(), sample.weight(), Long::sum);
            }
        }
        return weights;
    }

    private static void count(Map<String, Map<Function, SortedMap<Integer, Long>>> found, Frame frame, long weight) {
        found.computeIfAbsent(frame.function().file(), f -> new HashMap<>())
                .computeIfAbsent(frame.function(), f -> new TreeMap<>())
                .merge(frame.line(), weight, Long::sum);
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

    /** A number of samples in percent of the total; 0 when there are none. */
    public double percent(long samples) {
        return total == 0 ? 0 : 100.0 * samples / total;
    }
}
