package dev.jaculus.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class HtmlReportTest {
    private static String text(List<FileShare> files) throws IOException {
        StringBuilder text = new StringBuilder();
        HtmlReport.write(new Profile(1000, 2000, 1000, 0, 0, 0, 1, files), List.of("Said."), text);
        return text.toString();
    }

    @Test
    void theWarmestLineHasTheDarkestGroundAndTextIsOnlyText() throws IOException {
        var lines = new TreeMap<>(Map.of(2, 10L, 4, 990L));
        var source = new Source.Text(
                List.of("@njit", "def f(x):", "    y = \"<b>\" if x < 1 & 2 else \"\033[2J\"", "    return y"));
        var file =
                new FileShare("<script>", source, List.of(new FunctionShare("f", 2, 1000)), Passage.of(List.of(lines)));
        String text = text(List.of(file));
        assertTrue(text.contains("rgba(230,90,20,0.05)\">def f(x):</td>"), text);
        assertTrue(
                text.contains(
                        "background:none\">    y = &quot;&lt;b&gt;&quot; if x &lt; 1 &amp; 2 else &quot;\\x1b[2J"),
                text);
        assertTrue(text.contains("rgba(230,90,20,0.53)\">    return y</td>"), text);
        assertTrue(text.contains("49.5%</td>"), text);
        assertTrue(text.contains("2.000 s of processor time, 50.0% of it outside"), text);
        assertTrue(text.contains("Said."), text);
        assertFalse(text.contains("<script>"), text);
    }

    @Test
    void withoutKernelsItSaysSo() throws IOException {
        assertEquals(1, text(List.of()).split("No sample was in a compiled kernel").length - 1);
    }
}
