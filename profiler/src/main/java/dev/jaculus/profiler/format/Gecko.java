package dev.jaculus.profiler.format;

import com.grack.nanojson.JsonAppendableWriter;
import com.grack.nanojson.JsonWriter;
import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.ProgramThread;
import dev.jaculus.profiler.model.Sample;
import dev.jaculus.profiler.model.Stack;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The format of profiler.firefox.com, "processed" and of version 60, whose tables are ours: it upgrades what is older than
 * itself. A category is a kind; processor time only.
 */
public final class Gecko {
    private static final int VERSION = 60;
    private static final int GECKO_VERSION = 32;

    private final Profile profile;
    private final JsonAppendableWriter json;
    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final Map<String, Integer> files = new LinkedHashMap<>();
    private final Map<Function, Integer> functions = new LinkedHashMap<>();
    private final List<Kind> kinds =
            Stream.of(Kind.values()).filter(Kind::isProcessorTime).toList();

    private Gecko(Profile profile, Appendable out) {
        this.profile = profile;
        this.json = JsonWriter.on(out);
    }

    /** Writes it. */
    public static void write(Profile profile, Appendable out) {
        new Gecko(profile, out).write();
    }

    private void write() {
        for (Frame frame : profile.frames()) {
            Function function = frame.function();
            functions.putIfAbsent(function, functions.size());
            string(Names.of(function));
            if (!function.file().isEmpty()) {
                string(function.file());
                files.putIfAbsent(function.file(), files.size());
            }
        }
        json.object();
        meta();
        json.array("libs").end().array("pages").end();
        shared();
        json.array("threads");
        for (int i = 0; i < profile.threads().size(); i++) {
            thread(i);
        }
        json.end().end().done();
    }

    private int string(String text) {
        return strings.computeIfAbsent(text, t -> strings.size());
    }

    private void meta() {
        json.object("meta").value("interval", 1000.0 / profile.rate());
        json.value("startTime", profile.run().started().toEpochMilli());
        json.value("product", "Jaculus: " + profile.run().program());
        json.value("version", GECKO_VERSION).value("preprocessedProfileVersion", VERSION);
        json.value("processType", 0).value("stackwalk", 1).value("debug", false);
        json.value("symbolicated", true).value("usesOnlyOneStackType", true);
        json.value("toolkit", "")
                .value("platform", "Linux")
                .value("oscpu", "")
                .value("misc", "")
                .value("abi", "");
        json.array("markerSchema").end().array("categories");
        for (Kind kind : kinds) {
            json.object().value("name", kind.title()).value("color", colour(kind));
            json.array("subcategories", List.of("Other")).end();
        }
        json.end().end();
    }

    private static String colour(Kind kind) {
        return switch (kind) {
            case KERNEL -> "orange";
            case NATIVE -> "brown";
            case PYTHON -> "blue";
            case IMPORT -> "lightblue";
            case COMPILE -> "purple";
            case GARBAGE -> "magenta";
            case UNKNOWN -> "grey";
            case WAITING -> "transparent";
        };
    }

    private void shared() {
        json.object("shared");
        json.array("stringArray", strings.keySet());
        json.object("sources");
        column("uuid", Collections.nCopies(files.size(), null));
        column("filename", files.keySet().stream().map(strings::get).toList());
        length(files.size());
        functions();
        frames();
        json.object("stackTable");
        column("frame", profile.stacks().stream().map(Stack::frame).toList());
        column(
                "prefix",
                profile.stacks().stream()
                        .map(stack -> stack.caller() == Stack.NONE ? null : stack.caller())
                        .toList());
        length(profile.stacks().size());
        empty("resourceTable", "lib", "name", "host", "type");
        empty("nativeSymbols", "libIndex", "address", "name", "functionSize");
        json.end();
    }

    private void functions() {
        List<Function> all = List.copyOf(functions.keySet());
        int size = all.size();
        json.object("funcTable");
        column("name", all.stream().map(one -> strings.get(Names.of(one))).toList());
        column("isJS", Collections.nCopies(size, false));
        column("relevantForJS", Collections.nCopies(size, false));
        column("resource", Collections.nCopies(size, -1));
        column("source", all.stream().map(one -> files.get(one.file())).toList());
        column(
                "lineNumber",
                all.stream().map(one -> one.line() == 0 ? null : one.line()).toList());
        column("columnNumber", Collections.nCopies(size, null));
        length(size);
    }

    private void frames() {
        List<Frame> all = profile.frames();
        int size = all.size();
        json.object("frameTable");
        column("address", Collections.nCopies(size, -1));
        column("inlineDepth", Collections.nCopies(size, 0));
        column(
                "category",
                all.stream().map(one -> kinds.indexOf(one.function().kind())).toList());
        column("subcategory", Collections.nCopies(size, 0));
        column("func", all.stream().map(one -> functions.get(one.function())).toList());
        column("nativeSymbol", Collections.nCopies(size, null));
        column("innerWindowID", Collections.nCopies(size, null));
        column(
                "line",
                all.stream().map(one -> one.line() == 0 ? null : one.line()).toList());
        column("column", Collections.nCopies(size, null));
        length(size);
    }

    private void thread(int index) {
        ProgramThread thread = profile.threads().get(index);
        List<Sample> samples = profile.samples().stream()
                .filter(sample -> sample.thread() == index && sample.kind().isProcessorTime())
                .toList();
        json.object().value("name", Names.of(profile, thread));
        json.value("isMainThread", index == 0).value("processType", "default");
        json.value(
                "pid", Long.toString(profile.processes().get(thread.process()).id()));
        json.value("tid", thread.id());
        json.value("processStartupTime", 0).nul("processShutdownTime");
        json.value("registerTime", 0)
                .nul("unregisterTime")
                .array("pausedRanges")
                .end();
        json.object("samples").value("weightType", "samples");
        column(
                "stack",
                samples.stream()
                        .map(sample -> sample.stack() == Stack.NONE ? null : sample.stack())
                        .toList());
        column(
                "time",
                samples.stream()
                        .map(sample -> 1000 * sample.slice() * profile.sliceSeconds())
                        .toList());
        column("weight", samples.stream().map(Sample::weight).toList());
        length(samples.size());
        empty("markers", "data", "name", "startTime", "endTime", "phase", "category");
        json.end();
    }

    private void empty(String table, String... columns) {
        json.object(table);
        for (String column : columns) {
            json.array(column).end();
        }
        length(0);
    }

    /** Ends a table. */
    private void length(int rows) {
        json.value("length", rows).end();
    }

    private void column(String name, List<?> values) {
        json.array(name);
        for (Object value : values) {
            json.value(value);
        }
        json.end();
    }
}
