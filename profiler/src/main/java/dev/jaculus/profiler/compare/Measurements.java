package dev.jaculus.profiler.compare;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.jaculus.profiler.compare.Way.Agreement;
import dev.jaculus.profiler.compare.Way.Failure;
import dev.jaculus.profiler.compare.Way.PeakMemory;
import dev.jaculus.profiler.format.JsonItem;
import dev.jaculus.profiler.format.UnreadableProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Python writes while it measures: a line of JSON that says what is compared, then one for each thing measured. The last
 * line may be cut off where the computer was.
 */
public final class Measurements {
    /** What says that a file is ours. */
    static final String FORMAT = "jaculus-measurements";

    private final List<Partial> ways = new ArrayList<>();
    private String argument = "";
    private double elapsed;
    private boolean finished;
    private final List<String> remarks = new ArrayList<>();

    private Measurements() {}

    /** Reads a file of them. */
    public static Comparison read(Path file) throws IOException {
        List<String> lines =
                Files.readString(file, StandardCharsets.UTF_8).lines().toList();
        try {
            return new Measurements().comparison(lines);
        } catch (JsonItem.Damage | DateTimeException e) {
            throw new UnreadableProfile(file + " is damaged: " + e.getMessage());
        }
    }

    private Comparison comparison(List<String> lines) {
        JsonItem head = parsed(lines, 0);
        if (head == null || !FORMAT.equals(head.json().get("format"))) {
            throw new JsonItem.Damage("it does not begin as measurements do");
        }
        for (JsonItem way : head.objects("ways")) {
            ways.add(new Partial(way));
        }
        for (int i = 1; i < lines.size(); i++) {
            JsonItem event = parsed(lines, i);
            if (event != null) {
                add(event);
            }
        }
        List<Long> sizes = new ArrayList<>();
        for (long size : head.column("sizes")) {
            sizes.add(size);
        }
        if (sizes.isEmpty() || ways.isEmpty()) {
            throw new JsonItem.Damage("it compares nothing");
        }
        sizes.sort(null);
        Comparison.Kind kind =
                head.text("kind").equals("programs") ? Comparison.Kind.PROGRAMS : Comparison.Kind.FUNCTIONS;
        return new Comparison(
                kind,
                ComparisonReader.run(head.object("run"), elapsed).remarking(remarks),
                argument,
                head.texts("parameters"),
                sizes,
                ways.stream().map(Partial::way).toList(),
                finished);
    }

    /** Null for what a crash left of a line. */
    private static JsonItem parsed(List<String> lines, int number) {
        try {
            JsonObject object = lines.isEmpty() ? null : JsonParser.object().from(lines.get(number));
            return object == null ? null : new JsonItem(object, "line " + (number + 1));
        } catch (JsonParserException | StackOverflowError e) {
            return null;
        }
    }

    private void add(JsonItem event) {
        if (event.has("argument")) {
            argument = event.text("argument");
        }
        if (event.has("remark")) {
            remarks.add(event.text("remark"));
        }
        if (event.has("ended")) {
            finished = Boolean.TRUE.equals(event.json().get("ended"));
            elapsed = event.real("elapsed_s", 0);
        }
        if (event.has("way")) {
            ways.get(event.index("way", ways.size())).add(event);
        }
    }

    /** A way, as far as it is known. */
    private static final class Partial {
        private final JsonItem head;
        private final SortedMap<Integer, PartialLaunch> launches = new TreeMap<>();
        private final List<Failure> failures = new ArrayList<>();
        private JsonItem place;
        private Optional<PeakMemory> memory = Optional.empty();
        private Optional<Agreement> agreement = Optional.empty();

        Partial(JsonItem head) {
            this.head = head;
        }

        void add(JsonItem event) {
            if (event.has("launch")) {
                launches.computeIfAbsent(event.index("launch", 1_000_000), _ -> new PartialLaunch())
                        .add(event);
            }
            if (event.has("memory")) {
                memory = Optional.of(ComparisonReader.memory(event.object("memory")));
            }
            if (event.has("result")) {
                agreement = Optional.of(ComparisonReader.agreement(event.object("result")));
            }
            if (event.has("file")) {
                place = event;
            }
            if (event.has("failed")) {
                failures.add(ComparisonReader.failure(event.object("failed")));
            }
        }

        Way way() {
            List<Launch> all = new ArrayList<>();
            launches.forEach((number, one) -> all.add(one.launch(number)));
            return new Way(
                    head.text("name"),
                    head.texts("values"),
                    place == null ? "" : place.text("file"),
                    place == null ? 0 : place.line("line"),
                    all,
                    memory,
                    agreement,
                    failures);
        }
    }

    private static final class PartialLaunch {
        private OptionalDouble first = OptionalDouble.empty();
        private OptionalDouble compile = OptionalDouble.empty();
        private OptionalDouble cpu = OptionalDouble.empty();
        private OptionalLong peak = OptionalLong.empty();
        private final SortedMap<Long, List<Double>> seconds = new TreeMap<>();

        void add(JsonItem event) {
            first = either(event, "first_s", first);
            compile = either(event, "compile_s", compile);
            cpu = either(event, "cpu_s", cpu);
            if (event.has("peak")) {
                peak = OptionalLong.of(event.number("peak"));
            }
            if (event.has("seconds")) {
                seconds.computeIfAbsent(event.has("size") ? event.number("size") : 0, _ -> new ArrayList<>())
                        .addAll(ComparisonReader.times(event));
            }
        }

        private static OptionalDouble either(JsonItem event, String name, OptionalDouble otherwise) {
            return event.has(name) ? OptionalDouble.of(event.real(name, 0)) : otherwise;
        }

        Launch launch(int number) {
            return new Launch(number, first, compile, seconds, cpu, peak);
        }
    }
}
