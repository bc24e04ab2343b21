package dev.jaculus.profiler.format;

import com.grack.nanojson.JsonAppendableWriter;
import com.grack.nanojson.JsonWriter;
import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Sample;
import dev.jaculus.profiler.model.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The format of speedscope.app: a sampled profile for each thread, in the order of time; processor time only. */
public final class Speedscope {
    private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";

    private final Profile profile;
    private final JsonAppendableWriter json;

    private Speedscope(Profile profile, Appendable out) {
        this.profile = profile;
        this.json = JsonWriter.on(out);
    }

    /** Writes it. */
    public static void write(Profile profile, Appendable out) {
        new Speedscope(profile, out).write();
    }

    private void write() {
        json.object().value("$schema", SCHEMA).value("exporter", "jaculus");
        json.value("name", profile.run().program()).object("shared").array("frames");
        profile.frames().forEach(this::frame);
        json.end().end().array("profiles");
        for (int thread = 0; thread < profile.threads().size(); thread++) {
            thread(thread);
        }
        json.end().end().done();
    }

    private void frame(Frame frame) {
        json.object().value("name", Names.of(frame.function()));
        if (!frame.function().file().isEmpty()) {
            json.value("file", frame.function().file());
        }
        if (frame.hasLine()) {
            json.value("line", frame.line());
        }
        json.end();
    }

    private void thread(int thread) {
        List<Sample> samples = profile.samples().stream()
                .filter(sample -> sample.thread() == thread && sample.kind().isProcessorTime())
                .toList();
        json.object().value("type", "sampled").value("unit", "seconds");
        json.value("name", Names.of(profile, profile.threads().get(thread))).value("startValue", 0);
        long total = samples.stream().mapToLong(Sample::weight).sum();
        json.value("endValue", profile.seconds(total)).array("samples");
        samples.forEach(sample -> json.array(stack(sample.stack())));
        json.end().array("weights");
        samples.forEach(sample -> json.value(profile.seconds(sample.weight())));
        json.end().end();
    }

    private List<Integer> stack(int innermost) {
        List<Integer> frames = new ArrayList<>();
        for (int at = innermost; at != Stack.NONE; at = profile.stacks().get(at).caller()) {
            frames.add(profile.stacks().get(at).frame());
        }
        Collections.reverse(frames);
        return frames;
    }
}
