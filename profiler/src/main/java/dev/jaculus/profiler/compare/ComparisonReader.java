package dev.jaculus.profiler.compare;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.jaculus.profiler.compare.Way.Agreement;
import dev.jaculus.profiler.compare.Way.Failure;
import dev.jaculus.profiler.compare.Way.PeakMemory;
import dev.jaculus.profiler.format.JsonItem;
import dev.jaculus.profiler.format.UnreadableProfile;
import dev.jaculus.profiler.model.Run;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@link ComparisonJson} writes. */
public final class ComparisonReader {
    private ComparisonReader() {}

    /** Whether a file is a comparison, or measurements for one, by its first characters. */
    public static boolean isOne(Path file) throws IOException {
        char[] begin = new char[100];
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int read = Math.max(0, in.read(begin));
            String text = new String(begin, 0, read);
            return text.contains(ComparisonJson.FORMAT) || text.contains(Measurements.FORMAT);
        }
    }

    /** The comparison in a file of either kind. */
    public static Comparison read(Path file) throws IOException {
        JsonObject json;
        try (var in = Files.newInputStream(file)) {
            json = JsonParser.object().from(in);
        } catch (JsonParserException | StackOverflowError e) {
            if (isOne(file)) {
                return Measurements.read(file); // several objects
            }
            throw new UnreadableProfile(file + " is not a comparison: it is no JSON object");
        }
        if (Measurements.FORMAT.equals(json.get("format"))) {
            return Measurements.read(file);
        }
        if (!ComparisonJson.FORMAT.equals(json.get("format"))) {
            throw new UnreadableProfile(file + " is not a comparison of Jaculus");
        }
        if (!(json.get("version") instanceof Number number) || number.doubleValue() != ComparisonJson.VERSION) {
            throw new UnreadableProfile(file + " has version " + json.get("version")
                    + " of the format; this Jaculus reads " + ComparisonJson.VERSION);
        }
        try {
            return comparison(new JsonItem(json, "the comparison"));
        } catch (JsonItem.Damage | DateTimeException e) {
            throw new UnreadableProfile(file + " is damaged: " + e.getMessage());
        }
    }

    private static Comparison comparison(JsonItem json) {
        List<Long> sizes = new ArrayList<>();
        for (long size : json.column("sizes")) {
            sizes.add(size);
        }
        List<Way> ways =
                json.objects("ways").stream().map(ComparisonReader::way).toList();
        if (sizes.isEmpty() || ways.isEmpty()) {
            throw new JsonItem.Damage("it compares nothing");
        }
        return new Comparison(
                json.text("kind").equals("programs") ? Comparison.Kind.PROGRAMS : Comparison.Kind.FUNCTIONS,
                run(json.object("run"), json.object("run").real("elapsed_s", 0)),
                json.text("argument"),
                json.texts("parameters"),
                sizes,
                ways,
                Boolean.TRUE.equals(json.json().get("finished")));
    }

    private static Way way(JsonItem json) {
        return new Way(
                json.text("name"),
                json.texts("values"),
                json.text("file"),
                json.line("line"),
                json.objects("launches").stream().map(ComparisonReader::launch).toList(),
                json.has("memory") ? Optional.of(memory(json.object("memory"))) : Optional.empty(),
                json.has("result") ? Optional.of(agreement(json.object("result"))) : Optional.empty(),
                json.objects("failures").stream().map(ComparisonReader::failure).toList());
    }

    private static Launch launch(JsonItem json) {
        SortedMap<Long, List<Double>> seconds = new TreeMap<>();
        for (JsonItem times : json.objects("times")) {
            seconds.put(times.number("size"), times(times));
        }
        return new Launch(
                json.index("number", 1_000_000),
                real(json, "first_s"),
                real(json, "compile_s"),
                seconds,
                real(json, "cpu_s"),
                json.has("peak") ? OptionalLong.of(json.number("peak")) : OptionalLong.empty());
    }

    private static OptionalDouble real(JsonItem json, String name) {
        return json.has(name) ? OptionalDouble.of(json.real(name, 0)) : OptionalDouble.empty();
    }

    /** Seconds, of which there are logarithms. */
    static List<Double> times(JsonItem json) {
        List<Double> seconds = json.reals("seconds");
        if (seconds.stream().anyMatch(one -> one <= 0)) {
            throw new JsonItem.Damage(json.name() + " has a time that is not above 0");
        }
        return seconds;
    }

    static Run run(JsonItem run, double elapsed) {
        Map<String, String> versions = new LinkedHashMap<>();
        JsonItem given = run.object("versions");
        given.json().keySet().forEach(name -> versions.put(name, given.text(name)));
        return new Run(
                run.text("program"),
                run.text("command"),
                run.text("folder"),
                Instant.parse(run.text("started")),
                elapsed,
                versions,
                run.has("remarks") ? run.texts("remarks") : List.of());
    }

    static PeakMemory memory(JsonItem json) {
        return new PeakMemory(json.number("bytes"), json.number("traced"));
    }

    static Agreement agreement(JsonItem json) {
        for (Agreement.State state : Agreement.State.values()) {
            if (state.id().equals(json.text("state"))) {
                return new Agreement(state, json.text("text"));
            }
        }
        throw new JsonItem.Damage("there is no state " + json.text("state"));
    }

    static Failure failure(JsonItem json) {
        return new Failure(json.text("kind"), json.text("text"), json.has("size") ? json.number("size") : 0);
    }
}
