package dev.jaculus.profiler;

import dev.jaculus.profiler.model.Allocation;
import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.FunctionFacts;
import dev.jaculus.profiler.model.Instruction;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.LineCount;
import dev.jaculus.profiler.model.MemoryUse;
import dev.jaculus.profiler.model.Note;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.ProfileBuilder;
import dev.jaculus.profiler.model.Run;
import dev.jaculus.profiler.model.Source;
import dev.jaculus.profiler.model.SourceFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Profiles made by hand, for the tests of views. Its working folder is /home/me. */
public final class Made {
    private final ProfileBuilder builder;
    private final List<String> remarks = new ArrayList<>();
    private final int thread;

    public Made(int rate) {
        builder = new ProfileBuilder(rate);
        thread = builder.thread(builder.process(1, "program"), 1, "MainThread");
    }

    public Made remark(String text) {
        remarks.add(text);
        return this;
    }

    public Made process() {
        builder.process(2, "child");
        return this;
    }

    public Made lost(long samples, long threads) {
        builder.lost(samples, threads);
        return this;
    }

    public Made source(String path, Source text) {
        builder.source(new SourceFile(path, path, text));
        return this;
    }

    public Made sample(Kind kind, long weight, Frame... outermostFirst) {
        builder.sample(thread, kind, 0, weight, List.of(outermostFirst));
        return this;
    }

    /** Samples in a line of a function of a kernel. */
    public Made line(Function function, int line, long weight) {
        return sample(Kind.KERNEL, weight, new Frame(function, line));
    }

    public ProfileBuilder builder() {
        return builder;
    }

    public Profile profile() {
        builder.run(new Run("program", "", "/home/me", Instant.EPOCH, 0, Map.of(), remarks));
        return builder.build();
    }

    /** A profile with something of everything: two processes, three threads, all kinds, counts, memory, odd names. */
    public static Profile rich() {
        Made made = new Made(1000).remark("Said.");
        ProfileBuilder builder = made.builder();
        Function module = Function.python("<module>", "/home/me/a.py", 1);
        Function kernel = Function.kernel("dither", "/home/me/a.py", 11);
        Function inlined = Function.kernel("half", "/home/me/<script>.py", 3);
        Function library = Function.kernel("cumsum", "<jaculus>/numpy/sums.py", 4);
        Function exp = Function.nativeCode("exp", "libm");
        Function importing = new Function(Kind.IMPORT, "import numpy", "/home/me/a.py", 2, "");
        int worker = builder.thread(0, 12, "Thread-1 (worker)");
        int child = builder.thread(builder.process(77, "child \u00e4"), 77, "");
        Frame main = new Frame(module, 56);
        builder.sample(worker, Kind.KERNEL, 5_000_000, 40, List.of(main, new Frame(kernel, 25)));
        builder.sample(worker, Kind.KERNEL, 900_000_000, 30, List.of(main, new Frame(kernel, 26), new Frame(exp, 0)));
        Frame half = new Frame(inlined, 4, true);
        Frame sums = new Frame(library, 8, true);
        builder.sample(child, Kind.KERNEL, 20_000_000, 10, List.of(main, new Frame(kernel, 27), half, sums));
        made.sample(Kind.IMPORT, 9, new Frame(module, 2), new Frame(importing, 2));
        made.sample(Kind.PYTHON, 5, main).sample(Kind.UNKNOWN, 2);
        made.sample(Kind.COMPILE, 3, main, new Frame(new Function(Kind.COMPILE, "compiling dither", "", 0, ""), 0));
        made.sample(Kind.NATIVE, 1, main, new Frame(Function.nativeCode("dgemm_", "openblas"), 0));
        builder.sample(worker, Kind.WAITING, 950_000_000, 500, List.of(main));
        builder.lost(4, 1);
        builder.count(new LineCount("/home/me/a.py", 25, 231_000_000, 2.5));
        builder.count(new LineCount("/home/me/a.py", 26, 12, -1));
        builder.allocation(new Allocation("/home/me/a.py", 25, 1 << 20, 3, 1 << 19, 0));
        builder.allocation(new Allocation("", 0, 70, 1, 7, 7));
        builder.memory(new MemoryUse(0.5, List.of(10L << 20, 90L << 20, 60L << 20)));
        builder.facts(new FunctionFacts(kernel, 36, 120, "array(uint8, 2d, C)", 0.138));
        builder.instruction(new Instruction("dither", 0x1f40, "movsx  eax, word ptr [r8]", "/home/me/a.py", 25, 40));
        builder.note(new Note("/home/me/a.py", 25, Note.Topic.WAIT, "Each turn waits for </script>."));
        made.source("/home/me/a.py", new Source.Text(List.of("x = \"</script>\"", "import numpy \u2028 \u00e4")));
        made.source("/home/me/<script>.py", new Source.Missing("the file is not there any more"));
        Instant started = Instant.parse("2026-11-28T21:04:00.123Z");
        builder.run(new Run(
                "a.py", "jaculus annotate a.py", "/home/me", started, 1.25, Map.of("python", "3.11"), made.remarks));
        return builder.build();
    }
}
