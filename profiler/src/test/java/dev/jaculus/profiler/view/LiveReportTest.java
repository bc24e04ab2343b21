package dev.jaculus.profiler.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.profiler.Made;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class LiveReportTest {
    private static String screen(Made made, int rows) throws IOException {
        StringBuilder text = new StringBuilder();
        LiveReport.write(made.profile(), new Look(60, false), rows, text);
        return text.toString();
    }

    @Test
    void itFillsTheScreenAndNoMore() throws IOException {
        StringBuilder text = new StringBuilder();
        LiveReport.write(Made.rich(), new Look(60, false), 14, text);
        assertTrue(text.toString().startsWith("\033[H0.1 s of processor time: kernels 0.080 s"), text::toString);
        assertTrue(text.toString().endsWith("\033[K\n\033[J"));
        assertTrue(text.toString().contains("  40.0%     0.040 s  a.py:25  \033[K\n"), text::toString);
        var lines = text.toString().replaceAll("\033\\[[HKJ]", "").lines().toList();
        assertTrue(lines.size() < 14, text::toString);
        lines.forEach(line -> assertTrue(line.length() <= 60, line));
    }

    @Test
    void beforeTheFirstSampleThereIsNothing() throws IOException {
        assertEquals(3, screen(new Made(1000), 24).lines().count() - 1);
    }
}
