package dev.jaculus.profiler.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.profiler.Made;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Source;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CellReportTest {
    private static String text(Made made) throws IOException {
        StringBuilder text = new StringBuilder();
        CellReport.write(made.remark("Said.").profile(), text);
        return text.toString();
    }

    @Test
    void theWarmestLineHasTheDarkestGroundAndTextIsOnlyText() throws IOException {
        var source = new Source.Text(
                List.of("@njit", "def f(x):", "    y = \"<b>\" if x < 1 & 2 else \"\033[2J\"", "    return y"));
        var f = Function.kernel("f", "<script>", 2);
        String text = text(new Made(1000)
                .sample(Kind.NATIVE, 1000)
                .source("<script>", source)
                .line(f, 2, 10)
                .line(f, 4, 990));
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
        assertEquals(1, text(new Made(1000)).split("No sample was in a compiled kernel").length - 1);
    }
}
