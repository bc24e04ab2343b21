package dev.jaculus.profiler.format;

import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Sample;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collapsed stacks, as Brendan Gregg's flamegraph.pl and many others read them: a line for each stack, its frames with
 * semicolons between them, a blank, and the samples. Processor time only; the first frame is the thread.
 */
public final class Collapsed {
    private Collapsed() {}

    /** Writes it. */
    public static void write(Profile profile, Appendable out) throws IOException {
        Map<String, Long> stacks = new TreeMap<>();
        for (Sample sample : profile.samples()) {
            if (sample.kind().isProcessorTime()) {
                stacks.merge(stack(profile, sample), sample.weight(), Long::sum);
            }
        }
        for (var stack : stacks.entrySet()) {
            out.append(stack.getKey()).append(' ').append(stack.getValue().toString());
            out.append('\n');
        }
    }

    private static String stack(Profile profile, Sample sample) {
        StringBuilder stack =
                new StringBuilder(one(Names.of(profile, profile.threads().get(sample.thread()))));
        for (Frame frame : profile.frames(sample.stack())) {
            stack.append(';').append(one(Names.of(frame)));
        }
        return stack.toString();
    }

    /** What separates frames and lines is in no name. */
    private static String one(String name) {
        return name.replace(';', ',').replaceAll("\\R", " ");
    }
}
