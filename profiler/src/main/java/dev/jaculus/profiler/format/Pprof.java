package dev.jaculus.profiler.format;

import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Sample;
import dev.jaculus.profiler.model.Stack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The protocol buffer of pprof, {@code perftools.profiles.Profile}: samples and nanoseconds of processor time.
 *
 * <p>It is encoded by hand, which is one method for numbers and one for the rest: the library for protocol buffers is 40
 * times as large as this class, and each start of the compiler would pay for it.
 */
public final class Pprof {
    private final Message message = new Message();
    private final Map<String, Integer> strings = new LinkedHashMap<>();

    private Pprof() {
        string("");
    }

    /** Writes it, compressed as pprof wants it. */
    public static void write(Profile profile, OutputStream out) throws IOException {
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            new Pprof().encode(profile).bytes.writeTo(zip);
        }
    }

    private Message encode(Profile profile) {
        long period = 1_000_000_000L / profile.rate();
        message.inner(1, valueType("samples", "count")).inner(1, valueType("cpu", "nanoseconds"));
        for (Sample sample : profile.samples()) {
            if (sample.kind().isProcessorTime()) {
                message.inner(2, sample(profile, sample, period));
            }
        }
        Map<Function, Integer> functions = new HashMap<>();
        for (int i = 0; i < profile.frames().size(); i++) {
            Frame frame = profile.frames().get(i);
            Integer known = functions.get(frame.function());
            int id = known != null ? known : function(functions, frame.function());
            message.inner(
                    4,
                    new Message()
                            .number(1, i + 1)
                            .inner(4, new Message().number(1, id).number(2, frame.line())));
        }
        message.number(9, profile.run().started().toEpochMilli() * 1_000_000);
        message.number(10, (long) (profile.run().elapsedSeconds() * 1e9));
        message.inner(11, valueType("cpu", "nanoseconds")).number(12, period);
        strings.keySet().forEach(text -> message.bytes(6, text.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private Message sample(Profile profile, Sample sample, long period) {
        Message encoded = new Message();
        for (int at = sample.stack();
                at != Stack.NONE;
                at = profile.stacks().get(at).caller()) {
            encoded.number(1, profile.stacks().get(at).frame() + 1); // innermost first
        }
        encoded.number(2, sample.weight()).number(2, sample.weight() * period);
        String thread = Names.of(profile, profile.threads().get(sample.thread()));
        return encoded.inner(3, new Message().number(1, string("thread")).number(2, string(thread)));
    }

    private int function(Map<Function, Integer> functions, Function function) {
        int id = functions.size() + 1;
        functions.put(function, id);
        int name = string(Names.of(function));
        message.inner(
                5,
                new Message()
                        .number(1, id)
                        .number(2, name)
                        .number(3, name)
                        .number(4, string(function.file()))
                        .number(5, function.line()));
        return id;
    }

    private Message valueType(String type, String unit) {
        return new Message().number(1, string(type)).number(2, string(unit));
    }

    private int string(String text) {
        return strings.computeIfAbsent(text, t -> strings.size());
    }

    /** A message of protocol buffers: fields with a number and a value. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(field << 3);
            varint(value);
            return this;
        }

        Message inner(int field, Message value) {
            return bytes(field, value.bytes.toByteArray());
        }

        Message bytes(int field, byte[] value) {
            varint(field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long rest = value;
            for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
                bytes.write((int) ((rest & 0x7f) | 0x80));
            }
            bytes.write((int) rest);
        }
    }
}
