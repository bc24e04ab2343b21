package dev.jaculus.profiler.compare;

import com.grack.nanojson.JsonAppendableWriter;
import com.grack.nanojson.JsonWriter;
import dev.jaculus.profiler.model.Run;
import java.io.IOException;
import java.util.Optional;

/**
 * The whole comparison as JSON: docs/comparison.schema.json describes it, {@link ComparisonReader} reads it back. What is
 * computed from the measurements is there too, for programs that read the file, and is not read back.
 */
public final class ComparisonJson {
    /** What says that a file is ours. */
    static final String FORMAT = "jaculus-comparison";

    /** Counts up when a reader of the one before would misunderstand. */
    static final int VERSION = 1;

    private final Comparison comparison;
    private final JsonAppendableWriter json;

    private ComparisonJson(Comparison comparison, Appendable out) {
        this.comparison = comparison;
        this.json = JsonWriter.on(out);
    }

    /** Writes it. */
    public static void write(Comparison comparison, Appendable out) throws IOException {
        new ComparisonJson(comparison, out).write();
        out.append('\n');
    }

    private void write() {
        json.object().value("format", FORMAT).value("version", VERSION);
        json.value("kind", comparison.kind().id()).value("finished", comparison.finished());
        run(comparison.run());
        json.value("argument", comparison.argument());
        json.array("parameters", comparison.parameters());
        json.array("sizes", comparison.sizes());
        json.array("ways");
        comparison.ways().forEach(this::way);
        json.end().array("verdicts");
        comparison.groups().forEach(group -> Verdict.of(comparison, group).ifPresent(this::verdict));
        json.end().array("notes", Notes.of(comparison));
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

    private void way(Way way) {
        json.object().value("name", way.name()).array("values", way.values());
        json.value("file", way.file()).value("line", way.line());
        json.array("launches");
        way.launches().forEach(this::launch);
        json.end();
        way.memory()
                .ifPresent(memory -> json.object("memory")
                        .value("bytes", memory.bytes())
                        .value("traced", memory.traced())
                        .end());
        way.agreement()
                .ifPresent(result -> json.object("result")
                        .value("state", result.state().id())
                        .value("text", result.text())
                        .end());
        json.array("failures");
        for (Way.Failure one : way.failures()) {
            json.object()
                    .value("kind", one.kind())
                    .value("text", one.text())
                    .value("size", one.size())
                    .end();
        }
        json.end();
        summary(way);
        json.end();
    }

    private void launch(Launch launch) {
        json.object().value("number", launch.number());
        launch.firstSeconds().ifPresent(seconds -> json.value("first_s", seconds));
        launch.compileSeconds().ifPresent(seconds -> json.value("compile_s", seconds));
        launch.cpuSeconds().ifPresent(seconds -> json.value("cpu_s", seconds));
        launch.peakBytes().ifPresent(bytes -> json.value("peak", bytes));
        json.array("times");
        launch.seconds()
                .forEach((size, seconds) -> json.object()
                        .value("size", size)
                        .array("seconds", seconds)
                        .end());
        json.end().end();
    }

    private void summary(Way way) {
        Summary summary = Summary.of(way, comparison.size());
        json.object("summary");
        summary.first().ifPresent(seconds -> json.value("first_s", seconds));
        summary.compile().ifPresent(seconds -> json.value("compile_s", seconds));
        summary.again().ifPresent(seconds -> json.value("first_again_s", seconds));
        summary.steady().ifPresent(steady -> interval(steady, "_s"));
        summary.cpu().ifPresent(seconds -> json.value("cpu_s", seconds));
        summary.peak().ifPresent(bytes -> json.value("peak", bytes));
        json.value("outliers", summary.outliers()).value("runs", summary.runs());
        Optional<Growth> growth = Growth.of(way);
        growth.ifPresent(one -> {
            json.object("growth").value("exponent", one.exponent()).value("error", one.error());
            json.value("from", one.from()).array("times");
            one.times()
                    .forEach((size, seconds) ->
                            json.array().value(size).value(seconds).end());
            json.end().end();
        });
        json.end();
    }

    private void interval(Interval one, String unit) {
        json.value("time" + unit, one.value());
        if (one.bounded()) {
            json.value("low" + unit, one.low()).value("high" + unit, one.high());
        }
    }

    private void verdict(Verdict verdict) {
        json.object().value("fast", verdict.fast().name());
        if (verdict.versus() != null) {
            json.value("versus", verdict.versus().name());
        }
        if (verdict.difference() != null) {
            interval(verdict.difference().ratio(), "");
            json.value("certain", verdict.difference().certain());
        }
        json.value("sentence", verdict.sentence()).array("details", verdict.details());
        json.end();
    }
}
