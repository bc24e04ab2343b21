package dev.jaculus.profiler.format;

import com.grack.nanojson.JsonAppendableWriter;
import com.grack.nanojson.JsonWriter;
import dev.jaculus.profiler.model.Allocation;
import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.FunctionFacts;
import dev.jaculus.profiler.model.Instruction;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.LineCount;
import dev.jaculus.profiler.model.Note;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.ProgramProcess;
import dev.jaculus.profiler.model.ProgramThread;
import dev.jaculus.profiler.model.Run;
import dev.jaculus.profiler.model.Sample;
import dev.jaculus.profiler.model.Source;
import dev.jaculus.profiler.model.SourceFile;
import dev.jaculus.profiler.model.Stack;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The whole profile as JSON: docs/profile.schema.json describes it, {@link JsonProfileReader} reads it back.
 *
 * <p>What there are many of is in columns, arrays of equal length: a tenth of the text of as many objects.
 */
public final class JsonProfile {
    /** What says that a file is ours. */
    static final String FORMAT = "jaculus-profile";

    /** Counts up when a reader of the one before would misunderstand. */
    static final int VERSION = 1;

    private final Profile profile;
    private final JsonAppendableWriter json;

    private JsonProfile(Profile profile, Appendable out) {
        this.profile = profile;
        this.json = JsonWriter.on(out);
    }

    /** Writes it. */
    public static void write(Profile profile, Appendable out) throws IOException {
        new JsonProfile(profile, out).write();
        out.append('\n');
    }

    private void write() {
        json.object().value("format", FORMAT).value("version", VERSION);
        run(profile.run());
        json.value("rate", profile.rate());
        json.value("lost", profile.lost());
        json.value("unsampled_threads", profile.unsampledThreads());
        processes();
        frames();
        json.object("stacks");
        column("caller", profile.stacks(), Stack::caller);
        column("frame", profile.stacks(), Stack::frame);
        json.end();
        samples();
        counts();
        memory();
        instructions();
        notes();
        sources();
        json.end().done();
    }

    private void run(Run run) {
        json.object("run");
        json.value("program", run.program()).value("command", run.command()).value("folder", run.folder());
        json.value("started", run.started().toString()).value("elapsed_s", run.elapsedSeconds());
        json.object("versions");
        run.versions().forEach((name, version) -> json.value(name, version));
        json.end().array("remarks", run.remarks()).end();
    }

    private void processes() {
        json.array("processes");
        for (ProgramProcess process : profile.processes()) {
            json.object()
                    .value("id", process.id())
                    .value("name", process.name())
                    .end();
        }
        json.end().array("threads");
        for (ProgramThread thread : profile.threads()) {
            json.object().value("process", thread.process()).value("id", thread.id());
            json.value("name", thread.name()).end();
        }
        json.end();
    }

    private void frames() {
        Map<Function, FunctionFacts> facts = new HashMap<>();
        profile.facts().forEach(one -> facts.put(one.function(), one));
        Map<Function, Integer> functions = new LinkedHashMap<>();
        profile.frames().forEach(frame -> functions.putIfAbsent(frame.function(), functions.size()));
        facts.keySet().forEach(function -> functions.putIfAbsent(function, functions.size()));
        json.array("functions");
        functions.keySet().forEach(function -> function(function, facts.get(function)));
        json.end().object("frames");
        column("function", profile.frames(), frame -> functions.get(frame.function()));
        column("line", profile.frames(), Frame::line);
        column("inlined", profile.frames(), frame -> frame.inlined() ? 1 : 0);
        json.end();
    }

    private void function(Function function, FunctionFacts facts) {
        json.object().value("kind", function.kind().id()).value("name", function.name());
        json.value("file", function.file()).value("line", function.line()).value("library", function.library());
        if (facts != null) {
            json.value("last_line", facts.lastLine());
            if (facts.calls() >= 0) {
                json.value("calls", facts.calls());
            }
            if (!facts.signature().isEmpty()) {
                json.value("signature", facts.signature());
            }
            if (facts.compileSeconds() >= 0) {
                json.value("compile_s", facts.compileSeconds());
            }
        }
        json.end();
    }

    private void samples() {
        json.array("kinds");
        Map<Kind, Integer> numbers = new HashMap<>();
        for (Kind kind : Kind.values()) {
            numbers.put(kind, numbers.size());
            json.object().value("id", kind.id()).value("title", kind.title());
            json.value("noun", kind.noun()).end();
        }
        json.end().value("slice_s", profile.sliceSeconds()).object("samples");
        column("thread", profile.samples(), Sample::thread);
        column("stack", profile.samples(), Sample::stack);
        column("kind", profile.samples(), sample -> numbers.get(sample.kind()));
        column("slice", profile.samples(), Sample::slice);
        column("weight", profile.samples(), Sample::weight);
        json.end();
    }

    private void counts() {
        json.array("counts");
        for (LineCount count : profile.counts()) {
            json.object()
                    .value("file", count.file())
                    .value("line", count.line())
                    .value("hits", count.hits());
            if (count.seconds() >= 0) {
                json.value("seconds", count.seconds());
            }
            json.end();
        }
        json.end();
    }

    private void memory() {
        json.array("allocations");
        for (Allocation one : profile.allocations()) {
            json.object().value("file", one.file()).value("line", one.line());
            json.value("bytes", one.bytes()).value("count", one.count());
            json.value("at_peak", one.atPeak()).value("at_exit", one.atExit()).end();
        }
        json.end().object("memory").value("step_s", profile.memory().stepSeconds());
        column("bytes", profile.memory().bytes(), Long::longValue);
        json.end();
    }

    private void instructions() {
        json.array("instructions");
        for (Instruction one : profile.instructions()) {
            json.object().value("code", one.code()).value("address", one.address());
            json.value("text", one.text()).value("file", one.file());
            json.value("line", one.line()).value("weight", one.weight()).end();
        }
        json.end();
    }

    private void notes() {
        json.array("notes");
        for (Note one : profile.notes()) {
            json.object().value("file", one.file()).value("line", one.line());
            json.value("topic", one.topic().id()).value("text", one.text()).end();
        }
        json.end();
    }

    private void sources() {
        json.array("sources");
        List<SourceFile> sorted = profile.sources().values().stream()
                .sorted(Comparator.comparing(SourceFile::path))
                .toList();
        for (SourceFile file : sorted) {
            json.object().value("path", file.path()).value("shown", file.shown());
            switch (file.text()) {
                case Source.Text(List<String> lines) -> json.array("lines", lines);
                case Source.Missing(String why) -> json.value("missing", why);
            }
            json.end();
        }
        json.end();
    }

    private <T> void column(String name, List<T> rows, ToLongFunction<T> value) {
        json.array(name);
        for (T row : rows) {
            json.value(value.applyAsLong(row));
        }
        json.end();
    }
}
