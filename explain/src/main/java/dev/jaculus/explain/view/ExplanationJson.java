package dev.jaculus.explain.view;

import com.grack.nanojson.JsonAppendableWriter;
import com.grack.nanojson.JsonWriter;
import dev.jaculus.explain.ExplainedKernel;
import dev.jaculus.explain.Explanation;
import dev.jaculus.explain.Fate;
import dev.jaculus.explain.LineStory;
import dev.jaculus.explain.LoopStory;
import dev.jaculus.explain.Observation;
import dev.jaculus.explain.Obstacle;
import dev.jaculus.explain.Place;
import dev.jaculus.explain.Trial;
import dev.jaculus.explain.Vectorisation;
import dev.jaculus.explain.Wait;
import dev.jaculus.explain.code.Instruction;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An explanation as JSON: the records, and what is said of each. docs/explain.md describes it. */
public final class ExplanationJson {
    private final JsonAppendableWriter json;

    private ExplanationJson(Appendable out) {
        this.json = JsonWriter.on(out);
    }

    /** Writes it. */
    public static void write(Explanation explanation, Appendable out) throws IOException {
        new ExplanationJson(out).write(explanation);
        out.append('\n');
    }

    private void write(Explanation explanation) {
        json.object().value("format", "jaculus-explanation").value("version", 1);
        json.value("samples", explanation.total()).value("rate", explanation.rate());
        json.array("remarks", explanation.remarks()).array("kernels");
        for (ExplainedKernel kernel : explanation.kernels()) {
            json.object().value("name", kernel.name()).value("signature", kernel.signature());
            json.value("file", kernel.place().file())
                    .value("line", kernel.place().line());
            json.value("weight", kernel.weight()).array("lines");
            kernel.lines().forEach(this::line);
            json.end().array("loops");
            kernel.loops().forEach(this::loop);
            json.end();
            kernel.trial().ifPresent(this::trial);
            wider(kernel.wider());
            json.array("instructions");
            kernel.instructions().forEach(this::instruction);
            json.end().end();
        }
        json.end();
        wider(explanation.wider());
        json.end().done();
    }

    private void trial(Trial tried) {
        json.object("trial").value("change", tried.change()).value("before_s", tried.before());
        json.value("after_s", tried.after()).value("helps", tried.helps());
        if (Double.isFinite(tried.difference())) { // else JSON has no word for it
            json.value("difference", tried.difference());
        }
        json.end();
    }

    private void wider(List<Observation> observations) {
        json.array("wider");
        for (Observation one : observations) {
            json.object().value("kind", one.kind().name().toLowerCase(Locale.ROOT));
            place(one.at());
            json.value("text", one.text()).value("change", one.remedy()).end();
        }
        json.end();
    }

    private void line(LineStory story) {
        json.object().value("file", story.file()).value("line", story.line());
        json.value("weight", story.weight())
                .value("instructions", story.instructions())
                .array("fates");
        for (Fate fate : story.fates()) {
            String kind = fate.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            json.object().value("kind", kind).value("text", Words.of(fate));
            switch (fate) {
                case Fate.Vectorised(int elements, String type, int bits) ->
                    json.value("elements", elements).value("type", type).value("bits", bits);
                case Fate.Folded(List<Integer> into, List<Integer> with, String operation) ->
                    json.array("into", into).array("with", with).value("operation", operation);
                case Fate.Absorbed(List<Integer> lines, String operation) ->
                    json.array("lines", lines).value("operation", operation);
                case Fate.Hoisted(int loop, boolean partly) ->
                    json.value("loop", loop).value("partly", partly);
                case Fate.Removed() -> {}
                case Fate.Calls(List<String> functions) -> json.array("functions", functions);
                case Fate.Inlined(List<String> functions) -> json.array("functions", functions);
                case Fate.Unrolled(int times) -> json.value("times", times);
            }
            json.end();
        }
        json.end().end();
    }

    private void loop(LoopStory story) {
        json.object();
        place(story.place());
        json.value("weight", story.weight()).object("vectors");
        json.value("text", Words.of(story.vectorisation(), story.place()));
        switch (story.vectorisation()) {
            case Vectorisation.Vectorised(int elements, int interleaved) ->
                json.value("elements", elements).value("interleaved", interleaved);
            case Vectorisation.Gone(String became) -> json.value("became", became);
            case Vectorisation.Scalar(List<Obstacle> obstacles) -> {
                json.array("obstacles");
                for (Obstacle obstacle : obstacles) {
                    json.object().value("kind", obstacle.kind().name().toLowerCase(Locale.ROOT));
                    obstacle.at().ifPresent(this::place);
                    json.value("change", obstacle.kind().change()).end();
                }
                json.end();
            }
        }
        json.end();
        Optional<Wait> wait = story.waits();
        wait.ifPresent(this::waits);
        json.end();
    }

    private void waits(Wait wait) {
        json.object("waits").value("kind", wait.kind().name().toLowerCase(Locale.ROOT));
        json.value("text", Words.of(wait)).value("chain_cycles", wait.chain()).value("work_cycles", wait.work());
        json.value("bytes", wait.bytes()).array("chain");
        places(wait.places());
        json.end().array("forks");
        places(wait.forks());
        json.end().array("calls", wait.calls());
        wait.stored().ifPresent(at -> json.value("stored_line", at.line()));
        json.end();
    }

    private void places(List<Place> places) {
        for (Place at : places) {
            json.object();
            place(at);
            json.end();
        }
    }

    private void place(Place at) {
        json.value("file", at.file()).value("line", at.line()).value("column", at.column());
    }

    private void instruction(Instruction one) {
        json.object().value("address", one.address()).value("text", one.text()).value("weight", one.weight());
        one.place().ifPresent(this::place);
        json.end();
    }
}
