package dev.jaculus.profiler;

import dev.jaculus.profiler.model.Allocation;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.ProfileBuilder;
import dev.jaculus.profiler.samples.AddressSpace;
import dev.jaculus.profiler.samples.Allocations;
import dev.jaculus.profiler.samples.Calls;
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
import java.util.Set;

/** Fills a profile from the files of the sampler. */
public final class Report {
    private final ProfileBuilder builder;
    private final Map<Place, List<dev.jaculus.profiler.symbols.Frame>> lines;
    private final Resident resident = new Resident();

    private Report(int rate, Map<Place, List<dev.jaculus.profiler.symbols.Frame>> lines) {
        this.builder = new ProfileBuilder(rate);
        this.lines = lines;
    }

    /** One process's samples, and their stacks. */
    private record Process(Samples samples, Stacks stacks, Names names, Allocations allocations) {
        static Process read(Path file, Modules modules) throws IOException {
            Samples samples = Samples.read(file);
            Path maps = beside(file, "maps");
            // A child that had not time to write its own has what its parent had.
            Path read = Files.exists(maps) ? maps : file.resolveSibling("maps");
            Attribution attribution = new Attribution(AddressSpace.read(read), images(file));
            Calls calls = Calls.read(beside(file, "calls.bin"), beside(file, "codes.bin"));
            Names names = Names.read(beside(file, "threads"), beside(file, "process"));
            Allocations allocations = Allocations.read(beside(file, "memory.bin"), beside(file, "resident.bin"));
            return new Process(samples, new Stacks(calls, attribution, modules), names, allocations);
        }

        /** What the processes compiled themselves, at addresses of their own: children have what their parents had. */
        private static AddressSpace images(Path samples) throws IOException {
            Path file = samples.resolveSibling("images");
            return Files.exists(file) ? AddressSpace.read(file) : AddressSpace.of(List.of());
        }

        /** Another file of the same process: {@code samples-17.bin} has {@code calls-17.bin} and {@code maps-17}. */
        private static Path beside(Path samples, String name) {
            String number = samples.getFileName().toString().replaceAll("^samples|\\.bin$", "");
            int dot = name.indexOf('.');
            String stem = dot < 0 ? name : name.substring(0, dot);
            return samples.resolveSibling(stem + number + name.substring(stem.length()));
        }
    }

    /**
     * Reads {@code samples.bin} and the files beside it, and those with a number in their names, of each process that
     * the program started; the {@link KeptSources} and the {@link RunFile} there.
     *
     * @param folder what the sampler was told to write to
     * @param symbolizer the tool llvm-symbolizer
     */
    public static Profile of(Path folder, Path symbolizer) throws IOException {
        return read(folder, symbolizer).profile();
    }

    /**
     * What a run was like, and at which places in kernels' files its samples waited.
     *
     * @param waits samples by place
     */
    public record Sampled(Profile profile, Map<Place, Long> waits) {
        public Sampled {
            waits = Map.copyOf(waits);
        }
    }

    /** The same as {@link #of}, with the places in machine code that the profile does not have. */
    public static Sampled read(Path folder, Path symbolizer) throws IOException {
        Modules modules = new Modules(packageFolder(folder));
        List<Process> processes = new ArrayList<>(List.of(Process.read(folder.resolve("samples.bin"), modules)));
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, "samples-*.bin")) {
            for (Path child : children) {
                if (Files.size(child) > 0) { // one that was killed while it made its file has none
                    processes.add(Process.read(child, modules));
                }
            }
        }
        Set<Place> places = new HashSet<>();
        for (Process process : processes) {
            places.addAll(process.stacks().places(process.samples().all()));
            places.addAll(process.stacks().placesOfSites(process.allocations().sites()));
        }
        Samples first = processes.getFirst().samples();
        Report report = new Report(first.rate(), new Symbolizer(symbolizer).frames(places));
        CountFiles counted = CountFiles.read(folder);
        KernelCounts kernels = KernelCounts.read(folder, modules);
        report.builder.run(RunFile.read(folder, first.started())
                .remarking(counted.remarks())
                .remarking(kernels.remarks()));
        for (Process process : processes) {
            report.add(
                    process, Duration.between(first.started(), process.samples().started()));
        }
        report.builder.memory(report.resident.sum());
        Profile sampled = report.builder.build();
        Profile profile = sampled.withCounts(kernels.with(counted.counts(), sampled));
        KeptSources kept = KeptSources.read(folder);
        Set<String> files = new HashSet<>(profile.files());
        profile.counts().forEach(count -> files.add(count.file()));
        profile.allocations().stream()
                .map(Allocation::file)
                .filter(name -> !name.isEmpty())
                .forEach(files::add);
        Profile whole = profile.with(
                files.stream().map(file -> kept.source(file, first.started())).toList());
        return new Sampled(whole, waits(processes));
    }

    private static Map<Place, Long> waits(List<Process> processes) {
        Map<Place, Long> waits = new HashMap<>();
        for (Process process : processes) {
            for (Sample sample : process.samples().all()) {
                process.stacks()
                        .waitedFor(sample)
                        .ifPresent(place -> waits.merge(place, (long) sample.weight(), Long::sum));
            }
        }
        return waits;
    }

    /** Where our own Python package is; empty where the sampler was started without it. */
    private static String packageFolder(Path folder) throws IOException {
        Path file = folder.resolve("package");
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    private void add(Process process, Duration later) {
        Samples samples = process.samples();
        int number = builder.process(samples.process(), process.names().process());
        Map<Integer, Integer> threads = new HashMap<>();
        builder.lost(samples.lost(), samples.unsampledThreads());
        for (Sample sample : samples.all()) {
            int thread =
                    threads.computeIfAbsent(sample.thread(), id -> builder.thread(number, id, name(process, sample)));
            Stacks.Found found = process.stacks().of(sample, builder, lines);
            long time = later.toNanos() + sample.time();
            builder.sample(thread, found.kind(), time, Math.max(1, sample.weight()), found.stack());
        }
        resident.add(later.toNanos(), process.allocations().readings());
        for (Allocations.Site site : process.allocations().sites()) {
            int stack = process.stacks().ofCall(site.caller(), builder, lines);
            builder.allocation(stack, site.bytes(), site.count(), site.atPeak(), site.alive());
        }
    }

    /** A thread's name, or that of the function that it runs. */
    private static String name(Process process, Sample sample) {
        String known = process.names().threads().get(sample.thread());
        if (known != null) {
            return known;
        }
        boolean main = sample.thread() == process.samples().process();
        return main ? "MainThread" : process.stacks().outermost(sample);
    }
}
