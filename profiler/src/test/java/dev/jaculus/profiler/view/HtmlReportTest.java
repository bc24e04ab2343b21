package dev.jaculus.profiler.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.jaculus.profiler.Made;
import dev.jaculus.profiler.model.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class HtmlReportTest {
    @Test
    void thePageHoldsTheProfileAndNothingInItEndsItsElement() throws IOException, JsonParserException {
        StringBuilder page = new StringBuilder();
        HtmlReport.write(Made.rich(), page);
        String begin = "<script type=\"application/json\" id=\"data\">";
        int from = page.indexOf(begin) + begin.length();
        String data = page.substring(from, page.indexOf("</script>", from));
        assertFalse(data.contains("<"));
        assertTrue(data.contains("\\u003cscript>.py"));
        assertEquals("a.py", JsonParser.object().from(data).getObject("run").getString("program"));
        assertFalse(page.toString().contains("{{"));
    }

    @Test
    void eachKindHasAColour() throws IOException {
        StringBuilder page = new StringBuilder();
        HtmlReport.write(Made.rich(), page);
        for (Kind kind : Kind.values()) {
            assertTrue(page.toString().contains(".k-" + kind.id() + " { --c: var(--" + kind.id() + ") }"), kind::id);
        }
    }
}
