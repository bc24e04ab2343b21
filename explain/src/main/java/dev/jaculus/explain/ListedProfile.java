package dev.jaculus.explain;

import dev.jaculus.explain.code.CodeFunction;
import dev.jaculus.explain.code.Instruction;
import dev.jaculus.explain.code.MachineCode;
import dev.jaculus.profiler.Report;
import dev.jaculus.profiler.model.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** A profile with the machine code of its kernels, each instruction with its line and with the samples that waited for it. */
public final class ListedProfile {
    /** More kernels than these do not make a page that anyone reads. */
    private static final int MOST_KERNELS = 20;

    private ListedProfile() {}

    /** The profile of a run with the instructions of the kernels that took the most time. */
    public static Profile of(Report.Sampled sampled, MachineCode machine) throws IOException {
        Map<Path, NavigableMap<Long, Long>> weights = Explainer.byFile(sampled.waits());
        Comparator<Path> hottest = Comparator.comparingLong(file ->
                -weights.get(file).values().stream().mapToLong(Long::longValue).sum());
        List<Path> files = weights.keySet().stream()
                .sorted(hottest.thenComparing(Comparator.naturalOrder()))
                .limit(MOST_KERNELS)
                .toList();
        Map<Path, List<CodeFunction>> code = machine.read(files);
        List<dev.jaculus.profiler.model.Instruction> listed = new ArrayList<>();
        for (Path file : files) {
            for (CodeFunction function : code.getOrDefault(file, List.of())) {
                CodeFunction weighed = function.weighing(weights.get(file));
                if (weighed.instructions().stream().anyMatch(one -> one.weight() > 0)) {
                    String name = function.name() + " in " + file.getFileName();
                    weighed.instructions().forEach(one -> listed.add(listed(name, one)));
                }
            }
        }
        return sampled.profile().withInstructions(listed);
    }

    private static dev.jaculus.profiler.model.Instruction listed(String code, Instruction one) {
        String file = one.place().map(Place::file).orElse("");
        int line = one.place().map(Place::line).orElse(0);
        return new dev.jaculus.profiler.model.Instruction(code, one.address(), one.text(), file, line, one.weight());
    }
}
