package dev.jaculus.profiler.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.jaculus.profiler.Made;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonProfileTest {
    @TempDir
    Path folder;

    private static String written(Profile profile) throws IOException {
        StringBuilder text = new StringBuilder();
        JsonProfile.write(profile, text);
        return text.toString();
    }

    private Profile read(String text) throws IOException {
        return JsonProfileReader.read(Files.writeString(folder.resolve("p.json"), text));
    }

    private String refusal(String text) {
        String message = assertThrows(UnreadableProfile.class, () -> read(text)).getMessage();
        assertTrue(message.startsWith(folder.resolve("p.json") + " "), message);
        return message.substring(folder.resolve("p.json").toString().length() + 1);
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        assertEquals(Made.rich(), read(written(Made.rich())));
        Profile empty = new Made(1).profile();
        assertEquals(empty, read(written(empty)));
    }

    @Test
    void theSchemaKnowsEachKind() throws IOException, JsonParserException {
        JsonObject schema = JsonParser.object().from(Files.readString(Path.of("../docs/profile.schema.json")));
        JsonArray known = schema.getObject("definitions").getObject("kind").getArray("enum");
        assertEquals(Stream.of(Kind.values()).map(Kind::id).toList(), List.copyOf(known));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "nonsense", "{\"format\": \"jaculus-profile\""})
    void whatIsNoJsonIsSaid(String text) {
        assertEquals("is not a profile: it is no JSON object", refusal(text));
    }

    @Test
    void otherFilesAndOtherVersionsAreSaid() {
        assertEquals("is not a profile of Jaculus", refusal("{\"version\": 1}"));
        assertEquals(
                "has version 2 of the format; this Jaculus reads 1",
                refusal("{\"format\": \"jaculus-profile\", \"version\": 2}"));
        assertEquals(
                "has version null of the format; this Jaculus reads 1", refusal("{\"format\": \"jaculus-profile\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stacks     | caller | 0  | 0   | stacks.caller[0] is 0, of 0",
                "stacks     | frame  | 0  | 99  | stacks.frame[0] is 99, of",
                "samples    | stack  | 0  | -2  | samples.stack[0] is -2, of",
                "samples    | kind   | 1  | 0.5 | samples.kind is no whole number",
                "samples    | weight | 0  | -1  | samples.weight[0] is -1",
                "samples    | thread | 0  | 3   | samples.thread[0] is 3, of 3",
            })
    void aDamagedColumnIsSaid(String table, String column, int row, double value, String said) throws Exception {
        JsonObject json = parsed();
        json.getObject(table).getArray(column).set(row, value);
        String refusal = refusal(com.grack.nanojson.JsonWriter.string(json));
        assertTrue(refusal.startsWith("is damaged: " + said), refusal);
    }

    private static JsonObject parsed() throws Exception {
        return JsonParser.object().from(written(Made.rich()));
    }

    @Test
    void columnsOfDifferentLengthsAndMissingPartsAreSaid() throws Exception {
        JsonObject json = parsed();
        json.getObject("samples").getArray("weight").removeLast();
        assertEquals(
                "is damaged: the columns of samples differ in length",
                refusal(com.grack.nanojson.JsonWriter.string(json)));
        for (String part : parsed().keySet()) {
            JsonObject without = parsed();
            without.remove(part);
            if (!part.equals("notes")) { // which older files do not have
                refusal(com.grack.nanojson.JsonWriter.string(without));
            }
        }
    }

    /** Each value of the file in turn is something else: what comes out is a sentence or a profile, never an accident. */
    @Test
    void whateverIsInTheFileNothingBreaks() throws IOException, JsonParserException {
        String whole = written(Made.rich());
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            JsonObject json = JsonParser.object().from(whole);
            replaceOne(json, random);
            try {
                JsonProfileReader.of(json, "f").samples().forEach(sample -> sample.kind());
            } catch (UnreadableProfile e) {
                assertTrue(e.getMessage().startsWith("f "), e.getMessage());
            }
        }
    }

    private static void replaceOne(Object in, Random random) {
        Object[] others = {null, -1, 1e300, "x", true, new JsonObject(), new JsonArray()};
        Object other = others[random.nextInt(others.length)];
        switch (in) {
            case JsonObject object
            when !object.isEmpty() -> {
                String key = object.keySet().stream()
                        .skip(random.nextInt(object.size()))
                        .findFirst()
                        .orElseThrow();
                if (random.nextInt(3) == 0) {
                    object.put(key, other);
                } else {
                    replaceOne(object.get(key), random);
                }
            }
            case JsonArray array
            when !array.isEmpty() -> {
                int at = random.nextInt(array.size());
                if (random.nextInt(3) == 0) {
                    array.set(at, other);
                } else {
                    replaceOne(array.get(at), random);
                }
            }
            case null, default -> {}
        }
    }
}
