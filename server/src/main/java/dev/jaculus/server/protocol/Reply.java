package dev.jaculus.server.protocol;

import com.grack.nanojson.JsonObject;
import java.nio.file.Path;
import java.util.Optional;

/** What the server answers. */
public sealed interface Reply {
    /**
     * A kernel, ready to load.
     *
     * @param warning what the user should hear once, for example that the cache cannot be written
     */
    record Kernel(Path path, Optional<String> warning) implements Reply {}

    /**
     * What the user can mend: a diagnostic, or a folder that cannot be written.
     *
     * @param line from 1, as the column; 0 where there is no place in a file
     * @param member what of a module it is about, if it is about such
     */
    record Mistake(
            String id,
            String kind,
            String message,
            String text,
            String file,
            int line,
            int column,
            Optional<Member> member)
            implements Reply {}

    /** A module's dotted name, and what it would have to have. */
    record Member(String module, String name) {}

    /**
     * Not the user's fault.
     *
     * @param saved the request, kept for a report of the bug
     */
    record Internal(String text, Optional<Path> saved) implements Reply {}

    /** The host must say what implements an overload, in the same request sent again. */
    record Needs(JsonObject question) implements Reply {}

    record Text(String text) implements Reply {}

    /** What a command would have printed, and its exit status. */
    record Report(int status, String output, String errors) implements Reply {}

    record Status(long pid, Path socket, long uptimeSeconds, long compiled, long memoryMegabytes) implements Reply {}

    record Stopped() implements Reply {}

    default JsonObject json() {
        JsonObject json = new JsonObject();
        switch (this) {
            case Kernel(Path path, Optional<String> warning) -> {
                json.put("path", path.toString());
                warning.ifPresent(text -> json.put("warning", text));
            }
            case Mistake mistake -> {
                JsonObject error = new JsonObject();
                error.put("id", mistake.id());
                error.put("kind", mistake.kind());
                error.put("message", mistake.message());
                error.put("text", mistake.text());
                error.put("file", mistake.file());
                error.put("line", mistake.line());
                error.put("column", mistake.column());
                mistake.member().ifPresent(member -> {
                    error.put("module", member.module());
                    error.put("name", member.name());
                });
                json.put("error", error);
            }
            case Internal(String text, Optional<Path> saved) -> {
                json.put("internal", text);
                saved.ifPresent(path -> json.put("saved", path.toString()));
            }
            case Needs(JsonObject question) -> json.put("needs", question);
            case Text(String text) -> json.put("text", text);
            case Report(int status, String output, String errors) -> {
                json.put("status", status);
                json.put("output", output);
                json.put("errors", errors);
            }
            case Status status -> {
                json.put("pid", status.pid());
                json.put("socket", status.socket().toString());
                json.put("uptime_s", status.uptimeSeconds());
                json.put("compiled", status.compiled());
                json.put("memory_mb", status.memoryMegabytes());
            }
            case Stopped() -> json.put("stopped", true);
        }
        return json;
    }
}
