package dev.jaculus.profiler;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.jaculus.profiler.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code run.json} in a folder of samples: what the one who started the program knows of the run (python/jaculus/_report.py
 * writes it). Without it nothing is known.
 */
final class RunFile {
    private RunFile() {}

    static Run read(Path samples, Instant started) throws IOException {
        Path file = samples.resolve("run.json");
        if (!Files.exists(file)) {
            return Run.UNKNOWN.startedAt(started);
        }
        JsonObject json;
        try {
            json = JsonParser.object().from(Files.readString(file));
        } catch (JsonParserException e) {
            throw new IOException(file + " is no JSON", e);
        }
        Map<String, String> versions = new LinkedHashMap<>();
        json.getObject("versions", new JsonObject()).forEach((name, one) -> versions.put(name, String.valueOf(one)));
        return new Run(
                json.getString("program", ""),
                json.getString("command", ""),
                json.getString("folder", ""),
                started,
                json.getDouble("elapsed_s"),
                versions,
                json.getArray("remarks", new JsonArray()).stream()
                        .map(String::valueOf)
                        .toList());
    }
}
