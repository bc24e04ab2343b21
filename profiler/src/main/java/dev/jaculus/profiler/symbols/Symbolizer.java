package dev.jaculus.profiler.symbols;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tool llvm-symbolizer, run once for all addresses. */
public record Symbolizer(Path tool) {
    /** The frames of each place, innermost first; none for a place without line information. */
    public Map<Place, List<Frame>> frames(Collection<Place> places) throws IOException {
        Map<Place, List<Frame>> frames = new HashMap<>();
        if (places.isEmpty()) {
            return frames;
        }
        List<Place> asked = List.copyOf(places);
        List<String> answers = run(asked);
        if (answers.size() != asked.size()) {
            throw new IOException(tool + " gave " + answers.size() + " answers to " + asked.size() + " questions");
        }
        for (int i = 0; i < asked.size(); i++) {
            frames.put(asked.get(i), frames(answers.get(i)));
        }
        return frames;
    }

    private List<String> run(List<Place> places) throws IOException {
        Path folder = Files.createTempDirectory("jaculus-symbols-");
        Path questions = folder.resolve("questions");
        Path errors = folder.resolve("errors");
        try {
            List<String> lines = new ArrayList<>();
            for (Place place : places) {
                lines.add("\"" + place.object() + "\" 0x" + Long.toHexString(place.address()));
            }
            Files.write(questions, lines);
            return run(questions, errors);
        } finally {
            Files.deleteIfExists(questions);
            Files.deleteIfExists(errors);
            Files.delete(folder);
        }
    }

    private List<String> run(Path questions, Path errors) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        tool.toString(), "--inlines", "--skip-line-zero", "--no-demangle", "--output-style=JSON")
                .redirectInput(questions.toFile())
                .redirectError(errors.toFile());
        builder.environment().keySet().removeAll(List.of("LD_PRELOAD", "DEBUGINFOD_URLS")); // no network in a report
        Process process = builder.start();
        byte[] output = process.getInputStream().readAllBytes();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(
                        tool + " failed: " + Files.readString(errors).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new IOException("interrupted while " + tool + " ran", e);
        }
        return new String(output, StandardCharsets.UTF_8).lines().toList();
    }

    private static List<Frame> frames(String answer) throws IOException {
        JsonArray symbols;
        try {
            symbols = JsonParser.object().from(answer).getArray("Symbol", new JsonArray());
        } catch (JsonParserException e) {
            throw new IOException("no JSON: " + answer, e);
        }
        List<Frame> frames = new ArrayList<>();
        for (Object symbol : symbols) {
            JsonObject it = (JsonObject) symbol;
            frames.add(new Frame(
                    Frame.fileName(it.getString("FileName", "")),
                    it.getInt("Line"),
                    it.getInt("Column"),
                    Frame.functionName(it.getString("FunctionName", "")),
                    it.getInt("StartLine")));
        }
        return frames;
    }
}
