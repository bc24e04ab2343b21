package dev.jaculus.profiler.view;

import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.ProgramThread;
import dev.jaculus.profiler.model.Sample;
import java.io.IOException;
import java.util.List;

/** Where each thread is, as a traceback has it: the innermost call last. What is shown of a thread is its last sample. */
public final class ThreadDump {
    private ThreadDump() {}

    /** Writes it. */
    public static void write(Profile profile, Look look, Appendable out) throws IOException {
        String between = "";
        for (int i = 0; i < profile.threads().size(); i++) {
            int number = i;
            List<Sample> own = profile.samples().stream()
                    .filter(sample -> sample.thread() == number)
                    .toList();
            if (own.isEmpty()) {
                continue;
            }
            out.append(between);
            between = "\n";
            thread(profile, look, profile.threads().get(i), own.getLast(), out);
        }
    }

    private static void thread(Profile profile, Look look, ProgramThread thread, Sample last, Appendable out)
            throws IOException {
        String name = thread.name().isEmpty() ? "" : " (" + Shown.harmless(thread.name()) + ")";
        out.append(look.heading("Thread " + thread.id() + name + ", " + doing(last.kind())))
                .append('\n');
        List<Frame> frames = last.stack() < 0 ? List.of() : profile.frames(last.stack());
        if (frames.isEmpty()) {
            out.append("  (nothing is known of its calls)\n");
        }
        for (Frame frame : frames) {
            frame(profile, look, frame, out);
        }
    }

    private static String doing(Kind kind) {
        return switch (kind) {
            case KERNEL -> "in a kernel";
            case NATIVE -> "in native code";
            case PYTHON -> "in Python";
            case IMPORT -> "imports";
            case COMPILE -> "compiles";
            case GARBAGE -> "collects garbage";
            case UNKNOWN -> "in a kernel whose file is gone";
            case WAITING -> "waits";
        };
    }

    private static void frame(Profile profile, Look look, Frame frame, Appendable out) throws IOException {
        Function function = frame.function();
        if (function.file().isEmpty()) {
            String library = function.library().isEmpty() ? "" : ", in " + function.library();
            out.append("  native ")
                    .append(Shown.harmless(function.name() + library))
                    .append('\n');
            return;
        }
        String file = profile.run().relative(profile.source(function.file()).shown());
        String kernel = function.kind() == Kind.KERNEL ? ", a kernel" : "";
        String place = "  File \"" + file + "\", line " + frame.line() + ", in " + function.name() + kernel;
        out.append(Shown.harmless(place)).append('\n');
        String text = profile.source(function.file()).text().line(frame.line()).strip();
        if (!text.isEmpty()) {
            out.append("    ").append(look.cut(Shown.harmless(text), 4)).append('\n');
        }
    }
}
