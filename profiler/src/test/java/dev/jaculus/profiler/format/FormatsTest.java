package dev.jaculus.profiler.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.jaculus.profiler.Made;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the formats of other tools say of a profile with something of everything; e2e reads them by these tools. */
final class FormatsTest {
    @Test
    void collapsedStacksHaveTheirSamples() throws IOException {
        StringBuilder text = new StringBuilder();
        Collapsed.write(Made.rich(), text);
        List<String> lines = text.toString().lines().toList();
        assertTrue(
                lines.contains("Thread-1 (worker), program;<module> (a.py:56);dither (a.py:26);exp (libm) 30"),
                text::toString);
        assertTrue(
                lines.contains("thread 77, child ä;<module> (a.py:56);dither (a.py:27);half (<script>.py:4);"
                        + "cumsum (sums.py:8) 10"),
                text::toString);
        assertEquals(
                Made.rich().total(),
                lines.stream()
                        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum());
    }

    private static List<String> columns(JsonObject table) {
        List<String> wrong = new ArrayList<>();
        table.forEach((name, column) -> {
            if (column instanceof JsonArray array && array.size() != table.getInt("length")) {
                wrong.add(name);
            }
        });
        return wrong;
    }

    @Test
    void geckosTablesFitTogether() throws JsonParserException {
        StringBuilder text = new StringBuilder();
        Gecko.write(Made.rich(), text);
        JsonObject json = JsonParser.object().from(text.toString());
        JsonObject shared = json.getObject("shared");
        for (String table :
                List.of("sources", "stackTable", "frameTable", "funcTable", "resourceTable", "nativeSymbols")) {
            assertEquals(List.of(), columns(shared.getObject(table)), table);
        }
        long total = 0;
        for (Object one : json.getArray("threads")) {
            JsonObject samples = ((JsonObject) one).getObject("samples");
            assertEquals(List.of(), columns(samples));
            for (Object weight : samples.getArray("weight")) {
                total += ((Number) weight).longValue();
            }
        }
        assertEquals(Made.rich().total(), total);
        JsonArray names = shared.getArray("stringArray");
        JsonArray functions = shared.getObject("funcTable").getArray("name");
        assertTrue(functions.stream().anyMatch(name -> names.get((Integer) name).equals("exp (libm)")));
    }
}
