package dev.jaculus.explain;

import dev.jaculus.explain.code.CodeFunction;
import dev.jaculus.explain.code.Instruction;
import dev.jaculus.explain.code.MachineCode;
import dev.jaculus.explain.fate.Fates;
import dev.jaculus.explain.ir.IrModule;
import dev.jaculus.explain.vector.Vectorisations;
import dev.jaculus.explain.wait.Strides;
import dev.jaculus.explain.wider.Allocations;
import dev.jaculus.llvm.Observed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** From kernels and samples to explained kernels. */
public final class Explainer {
    /** Arrays in which a distance that only the run knows need not be that of a long row. */
    private static final Pattern STRIDES = Pattern.compile("[3-9]d, |d, A\\)");

    private final MachineCode machine;

    public Explainer(MachineCode machine) {
        this.machine = machine;
    }

    /**
     * A kernel to explain.
     *
     * @param file the shared library
     * @param llvm the text that it was made of
     * @param observed what LLVM did to that
     * @param trial what was tried after its run
     * @param arrays the bytes of the arrays that it was called with; 0 where it did not run
     * @param caches the bytes of the caches that a core has for itself
     */
    public record Subject(
            String name,
            String signature,
            Path file,
            Place place,
            String llvm,
            Observed observed,
            Optional<Trial> trial,
            long arrays,
            long caches) {}

    /** Explains kernels; the hottest first. {@code waits} are samples by place in the kernels' files. */
    public List<ExplainedKernel> explain(List<Subject> subjects, Map<dev.jaculus.profiler.symbols.Place, Long> waits)
            throws IOException {
        Map<Path, List<CodeFunction>> code =
                machine.read(subjects.stream().map(Subject::file).distinct().toList());
        Map<Path, NavigableMap<Long, Long>> weights = byFile(waits);
        List<ExplainedKernel> explained = new ArrayList<>();
        for (Subject subject : subjects) {
            NavigableMap<Long, Long> samples = weights.getOrDefault(subject.file(), new TreeMap<>());
            explained.add(explain(subject, weighed(code.getOrDefault(subject.file(), List.of()), samples)));
        }
        explained.sort(Comparator.comparingLong(ExplainedKernel::weight).reversed());
        return explained;
    }

    private static ExplainedKernel explain(Subject subject, List<CodeFunction> code) {
        IrModule before = IrModule.read(subject.llvm());
        IrModule after = IrModule.read(subject.observed().optimised());
        List<Instruction> all =
                code.stream().flatMap(f -> f.instructions().stream()).toList();
        List<Observation> wider = new ArrayList<>(Allocations.of(after, code));
        wider.addAll(Strides.of(code, !STRIDES.matcher(subject.signature()).find()));
        return new ExplainedKernel(
                subject.name(),
                subject.signature(),
                subject.place(),
                all.stream().mapToLong(Instruction::weight).sum(),
                Fates.of(before, after, code, subject.observed().remarks()),
                loops(
                        subject,
                        wider,
                        Vectorisations.of(before, code, subject.observed().remarks())),
                wider,
                subject.trial(),
                all);
    }

    /** Samples by file, and there by address. */
    static Map<Path, NavigableMap<Long, Long>> byFile(Map<dev.jaculus.profiler.symbols.Place, Long> waits) {
        Map<Path, NavigableMap<Long, Long>> weights = new HashMap<>();
        waits.forEach((place, weight) -> weights.computeIfAbsent(place.object(), _ -> new TreeMap<>())
                .merge(place.address(), weight, Long::sum));
        return weights;
    }

    private static List<LoopStory> loops(Subject subject, List<Observation> wider, List<LoopStory> stories) {
        return stories.stream()
                .map(story -> new LoopStory(
                        story.place(),
                        story.vectorisation(),
                        story.waits().map(wait -> far(wait, wider).with(subject.arrays(), subject.caches())),
                        story.weight()))
                .toList();
    }

    /** A chain whose loads lie a row apart takes them from memory. */
    private static Wait far(Wait wait, List<Observation> wider) {
        boolean far = wider.stream()
                .filter(one -> one.kind() == Observation.Kind.FAR_APART)
                .anyMatch(one -> wait.places().stream().anyMatch(one.at()::isBeside));
        return far ? wait.scatter() : wait;
    }

    private static List<CodeFunction> weighed(List<CodeFunction> code, NavigableMap<Long, Long> samples) {
        return code.stream().map(function -> function.weighing(samples)).toList();
    }
}
