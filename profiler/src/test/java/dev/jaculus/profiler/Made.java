package dev.jaculus.profiler;

import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Kind;
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
}
