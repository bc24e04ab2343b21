package dev.jaculus.profiler.format;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.jaculus.profiler.format.JsonItem.Damage;
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
import dev.jaculus.profiler.model.ProgramProcess;
import dev.jaculus.profiler.model.ProgramThread;
import dev.jaculus.profiler.model.Run;
import dev.jaculus.profiler.model.Sample;
import dev.jaculus.profiler.model.Source;
import dev.jaculus.profiler.model.SourceFile;
import dev.jaculus.profiler.model.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Reads what {@link JsonProfile} writes. Whatever else is in the file, no profile comes out that views could trip over. */
public final class JsonProfileReader {
    private final JsonObject json;

    private JsonProfileReader(JsonObject json) {
        this.json = json;
    }

    /** The profile in a file. */
    public static Profile read(Path file) throws IOException {
        JsonObject json;
        try (InputStream in = Files.newInputStream(file)) {
            json = JsonParser.object().from(in);
        } catch (JsonParserException | StackOverflowError e) {
            throw new UnreadableProfile(file + " is not a profile: it is no JSON object");
        }
        return of(json, file.toString());
    }

    /** The profile in some JSON, which is named so in messages. */
    static Profile of(JsonObject json, String name) throws UnreadableProfile {
        if (!JsonProfile.FORMAT.equals(json.get("format"))) {
            throw new UnreadableProfile(name + " is not a profile of Jaculus");
        }
        Object version = json.get("version");
        if (!version(version)) {
            throw new UnreadableProfile(
                    name + " has version " + version + " of the format; this Jaculus reads " + JsonProfile.VERSION);
        }
        try {
            return new JsonProfileReader(json).profile();
        } catch (Damage | DateTimeException | ArithmeticException e) {
            throw new UnreadableProfile(name + " is damaged: " + e.getMessage());
        }
    }

    private static boolean version(Object version) {
        return version instanceof Number number && number.doubleValue() == JsonProfile.VERSION;
    }

    private Profile profile() {
        List<ProgramProcess> processes =
                objects("processes", one -> new ProgramProcess(one.number("id"), one.text("name")));
        List<ProgramThread> threads = objects(
                "threads",
                one -> new ProgramThread(one.index("process", processes.size()), one.number("id"), one.text("name")));
        List<FunctionFacts> facts = objects("functions", JsonProfileReader::function);
        List<Frame> frames = frames(facts);
        List<Stack> stacks = stacks(frames.size());
        JsonItem top = new JsonItem(json, "the profile");
        Map<String, SourceFile> sources = new HashMap<>();
        objects("sources", JsonProfileReader::source).forEach(one -> sources.put(one.path(), one));
        JsonItem memory = top.object("memory");
        return new Profile(
                run(top.object("run")),
                (int) positive("rate", top.number("rate")),
                top.number("lost"),
                top.number("unsampled_threads"),
                processes,
                threads,
                frames,
                stacks,
                positive("slice_s", top.real("slice_s", 0)),
                samples(threads.size(), stacks.size()),
                objects("counts", JsonProfileReader::count),
                objects("allocations", JsonProfileReader::allocation),
                new MemoryUse(memory.real("step_s", 0), boxed(memory.column("bytes"))),
                facts.stream().filter(JsonProfileReader::says).toList(),
                objects("instructions", JsonProfileReader::instruction),
                json.has("notes") ? objects("notes", JsonProfileReader::note) : List.of(), // older files have none
                sources);
    }

    private static <N extends Number> double positive(String name, N value) {
        if (!(value.doubleValue() > 0)) {
            throw new Damage(name + " is " + value);
        }
        return value.doubleValue();
    }

    private static List<Long> boxed(long[] column) {
        return java.util.Arrays.stream(column).boxed().toList();
    }

    private static Run run(JsonItem run) {
        Map<String, String> versions = new LinkedHashMap<>();
        JsonItem given = run.object("versions");
        given.json().keySet().forEach(name -> versions.put(name, given.text(name)));
        return new Run(
                run.text("program"),
                run.text("command"),
                run.text("folder"),
                Instant.parse(run.text("started")),
                run.real("elapsed_s", 0),
                versions,
                run.texts("remarks"));
    }

    private static FunctionFacts function(JsonItem one) {
        Function function = new Function(
                kind(one.text("kind")), one.text("name"), one.text("file"), one.line("line"), one.text("library"));
        return new FunctionFacts(
                function,
                one.has("last_line") ? one.line("last_line") : 0,
                one.has("calls") ? one.number("calls") : -1,
                one.has("signature") ? one.text("signature") : "",
                one.real("compile_s", -1));
    }

    private static boolean says(FunctionFacts facts) {
        return facts.lastLine() > 0
                || facts.calls() >= 0
                || facts.compileSeconds() >= 0
                || !facts.signature().isEmpty();
    }

    private static Kind kind(String id) {
        try {
            return Kind.of(id);
        } catch (IllegalArgumentException e) {
            throw new Damage(e.getMessage());
        }
    }

    private List<Frame> frames(List<FunctionFacts> functions) {
        Columns columns = new Columns("frames", "function", "line", "inlined");
        return columns.rows(i -> new Frame(
                functions.get(columns.index("function", i, functions.size())).function(),
                columns.index("line", i, Integer.MAX_VALUE),
                columns.at("inlined", i) != 0));
    }

    private List<Stack> stacks(int frames) {
        Columns columns = new Columns("stacks", "caller", "frame");
        // A caller stands before its stacks: so there is no ring of them.
        return columns.rows(i -> new Stack(columns.orNone("caller", i, i), columns.index("frame", i, frames)));
    }

    private List<Sample> samples(int threads, int stacks) {
        List<Kind> kinds = objects("kinds", one -> kind(one.text("id")));
        Columns columns = new Columns("samples", "thread", "stack", "kind", "slice", "weight");
        return columns.rows(i -> new Sample(
                columns.index("thread", i, threads),
                columns.orNone("stack", i, stacks),
                kinds.get(columns.index("kind", i, kinds.size())),
                columns.index("slice", i, 1_000_000),
                columns.index("weight", i, Integer.MAX_VALUE)));
    }

    private static LineCount count(JsonItem one) {
        return new LineCount(one.text("file"), one.line("line"), one.number("hits"), one.real("seconds", -1));
    }

    private static Allocation allocation(JsonItem one) {
        return new Allocation(
                one.text("file"),
                one.line("line"),
                one.number("bytes"),
                one.number("count"),
                one.number("at_peak"),
                one.number("at_exit"));
    }

    private static Instruction instruction(JsonItem one) {
        return new Instruction(
                one.text("code"),
                one.number("address"),
                one.text("text"),
                one.text("file"),
                one.line("line"),
                one.number("weight"));
    }

    private static Note note(JsonItem one) {
        String topic = one.text("topic");
        return java.util.Arrays.stream(Note.Topic.values())
                .filter(known -> known.id().equals(topic))
                .findFirst()
                .map(known -> new Note(one.text("file"), one.line("line"), known, one.text("text")))
                .orElseThrow(() -> new Damage("a note is about " + topic));
    }

    private static SourceFile source(JsonItem one) {
        Source text = one.has("lines") ? new Source.Text(one.texts("lines")) : new Source.Missing(one.text("missing"));
        return new SourceFile(one.text("path"), one.text("shown"), text);
    }

    private <T> List<T> objects(String name, java.util.function.Function<JsonItem, T> each) {
        Object found = json.get(name);
        if (!(found instanceof JsonArray array)) {
            throw new Damage("it has no array " + name);
        }
        List<T> all = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof JsonObject one)) {
                throw new Damage(name + "[" + i + "] is no object");
            }
            all.add(each.apply(new JsonItem(one, name + "[" + i + "]")));
        }
        return all;
    }

    /** Columns of equal length. */
    private final class Columns {
        private final String name;
        private final Map<String, long[]> columns = new HashMap<>();
        private final int size;

        Columns(String name, String... columns) {
            this.name = name;
            JsonItem item = new JsonItem(json, "the profile").object(name);
            for (String column : columns) {
                this.columns.put(column, item.column(column));
            }
            size = this.columns.get(columns[0]).length;
            if (this.columns.values().stream().anyMatch(column -> column.length != size)) {
                throw new Damage("the columns of " + name + " differ in length");
            }
        }

        long at(String column, int row) {
            return columns.get(column)[row];
        }

        int index(String column, int row, int limit) {
            return JsonItem.inside(at(column, row), limit, name + "." + column + "[" + row + "]");
        }

        int orNone(String column, int row, int limit) {
            return at(column, row) == Stack.NONE ? Stack.NONE : index(column, row, limit);
        }

        <T> List<T> rows(IntFunction<T> row) {
            List<T> rows = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                rows.add(row.apply(i));
            }
            return rows;
        }
    }
}
