package dev.jaculus.server.protocol;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import dev.jaculus.server.protocol.Frames.BadMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a client asks. */
public sealed interface Message {
    /** Compile, and put the kernel into this cache under this key. */
    record Compile(String key, Path cache, JsonObject request) implements Message {
        private static final Pattern KEY = Pattern.compile("([A-Za-z0-9_]{1,60}-)?[0-9a-f]{64}");

        public Compile {
            if (!KEY.matcher(key).matches() || !cache.isAbsolute()) {
                throw new IllegalArgumentException("a key is a name and 64 hex digits, and a cache an absolute path");
            }
        }
    }

    /** Show a stage of the compilation; nothing is kept. */
    record Inspect(String what, JsonObject request) implements Message {}

    /** Make reports of a profile; {@code arguments} are those of the command, with absolute paths. */
    record Report(List<String> arguments, Map<String, String> environment) implements Message {
        public Report {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    record Status() implements Message {}

    record Stop() implements Message {}

    /** The next message; empty where the client has closed the connection. */
    static Optional<Message> read(InputStream in) throws IOException {
        Optional<JsonObject> frame = Frames.read(in);
        return frame.isEmpty() ? Optional.empty() : Optional.of(of(frame.get()));
    }

    static Message of(JsonObject json) throws BadMessage {
        try {
            String op = json.getString("op", "");
            return switch (op) {
                case "compile" ->
                    new Compile(json.getString("key", ""), Path.of(json.getString("cache", "")), request(json));
                case "inspect" -> new Inspect(json.getString("what", ""), request(json));
                case "report" -> new Report(texts(json), environment(json));
                case "status" -> new Status();
                case "stop" -> new Stop();
                default -> throw new BadMessage("no such operation: '" + op + "'");
            };
        } catch (IllegalArgumentException e) { // also InvalidPathException
            throw new BadMessage(e.getMessage());
        }
    }

    private static List<String> texts(JsonObject json) {
        return json.getArray("arguments", new JsonArray()).stream()
                .map(String::valueOf)
                .toList();
    }

    private static Map<String, String> environment(JsonObject json) {
        Map<String, String> environment = new HashMap<>();
        json.getObject("environment", new JsonObject())
                .forEach((name, value) -> environment.put(name, String.valueOf(value)));
        return environment;
    }

    private static JsonObject request(JsonObject json) throws BadMessage {
        JsonObject request = json.getObject("request");
        if (request == null) {
            throw new BadMessage("no request in the message");
        }
        return request;
    }
}
