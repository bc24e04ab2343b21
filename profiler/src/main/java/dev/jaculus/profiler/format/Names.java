package dev.jaculus.profiler.format;

import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.ProgramProcess;
import dev.jaculus.profiler.model.ProgramThread;

/** How frames and threads are named in the files of other tools. */
final class Names {
    private Names() {}

    /** {@code exp (libm)}, {@code dither}. */
    static String of(Function function) {
        String library = function.library();
        return library.isEmpty() || library.equals(function.name())
                ? function.name()
                : function.name() + " (" + library + ")";
    }

    /** {@code dither (dither.py:25)}. */
    static String of(Frame frame) {
        if (!frame.hasLine()) {
            return of(frame.function());
        }
        String file = frame.function().file();
        return frame.function().name() + " (" + file.substring(file.lastIndexOf('/') + 1) + ":" + frame.line() + ")";
    }

    /** With the name of its process, where there are several. */
    static String of(Profile profile, ProgramThread thread) {
        String name = thread.name().isEmpty() ? "thread " + thread.id() : thread.name();
        if (profile.processes().size() < 2) {
            return name;
        }
        ProgramProcess process = profile.processes().get(thread.process());
        return name + ", " + (process.name().isEmpty() ? "process " + process.id() : process.name());
    }
}
