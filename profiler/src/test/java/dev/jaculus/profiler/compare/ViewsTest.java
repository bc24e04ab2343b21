package dev.jaculus.profiler.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.profiler.format.UnreadableProfile;
import dev.jaculus.profiler.view.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsTest {
    private static final List<List<Double>> SLOW =
            List.of(List.of(0.0287, 0.0288, 0.0288), List.of(0.0289, 0.0286, 0.0291), List.of(0.0287, 0.0290, 0.0288));
    private static final List<List<Double>> FAST = List.of(
            List.of(0.00261, 0.00260, 0.00262), List.of(0.00262, 0.00261, 0.00260), List.of(0.00261, 0.0062, 0.0026));

    private final Comparison comparison =
            Measured.functions(Measured.way("slow", 46_100_000, SLOW), Measured.way("fast", 5_800_000, FAST));

    @TempDir
    Path folder;

    private static String text(Comparison comparison) throws IOException {
        StringBuilder out = new StringBuilder();
        TextComparison.write(comparison, Look.PLAIN, out);
        return out.toString();
    }

    @Test
    void the_text_is_a_table_and_the_answer() throws IOException {
        assertEquals("""
                Function   First call   Compiling   Each call       95 % interval   × slower   Peak memory   Result
                fast           100 ms     80.0 ms     2.61 ms   2.610 to 2.610 ms       1.00       5.80 MB   equal
                slow           100 ms     80.0 ms     28.8 ms   28.69 to 28.98 ms         11       46.1 MB   reference

                fast is 11 × as fast as slow and needs an eighth of its memory. 95 % interval 11.0 to 11.1 ×. \
                Compiling it took 80.0 ms, which 4 calls earn back.
                Called with float64[1000]. 9 times each in 3 processes, in turn, in random order.
                fast: 1 of 9 times were longer than the median of its process by half and more.
                """, text(comparison));
    }

    @Test
    void slow_ways_were_measured_fewer_times() throws IOException {
        Way slow = Measured.way("slow", 1, List.of(List.of(2.0), List.of(2.0)));
        String shown = text(Measured.functions(slow, Measured.way("fast", 1, FAST)));
        assertTrue(shown.contains("2 to 9 times each in 3 processes"), shown);
    }

    @Test
    void json_is_read_back() throws IOException {
        Path file = folder.resolve("comparison.json");
        try (var out = Files.newBufferedWriter(file)) {
            ComparisonJson.write(comparison, out);
        }
        assertEquals(comparison, ComparisonReader.read(file));
    }

    @Test
    void markdown_keeps_names_as_they_are() throws IOException {
        StringBuilder out = new StringBuilder();
        MarkdownComparison.write(Measured.functions(Measured.way("jit_way|2", 1, FAST)), out);
        assertTrue(out.toString().contains("| jit\\_way\\|2 | 100 ms |"), out.toString());
        assertTrue(out.toString().contains("\n|---|--:|"), out.toString());
    }

    @Test
    void csv_has_all_digits() throws IOException {
        StringBuilder out = new StringBuilder();
        CsvComparison.write(comparison, out);
        List<String> lines = out.toString().lines().toList();
        assertTrue(lines.get(0).startsWith("name,function,size,first_s,compile_s,time_s,"), lines.get(0));
        assertTrue(lines.get(2).startsWith("fast,fast,,0.1,0.08,0.0026"), lines.get(2));
    }

    @Test
    void the_page_has_its_data_and_fetches_nothing() throws IOException {
        StringBuilder out = new StringBuilder();
        HtmlComparison.write(Measured.functions(Measured.way("</script>", 1, FAST)), out);
        assertTrue(out.toString().contains("\"name\":\"\\u003c"), "the name would end the script");
        assertFalse(out.toString().replace("http://www.w3.org/2000/svg", "").contains("://"), "it fetches something");
    }

    @Test
    void measurements_are_read_up_to_where_they_were_cut_off() throws IOException {
        Path file = folder.resolve("measurements");
        Files.writeString(file, """
                {"format": "jaculus-measurements", "version": 1, "kind": "functions", "parameters": ["function"], \
                "sizes": [10, 100], "ways": [{"name": "f", "values": ["f"]}], "run": {"program": "p", "command": "c", \
                "folder": "/", "started": "2026-11-29T10:00:00Z", "versions": {}}}
                {"way": 0, "file": "ways.py", "line": 7}
                {"way": 0, "launch": 0, "first_s": 1, "compile_s": 0.5}
                {"way": 0, "launch": 0, "size": 10, "seconds": [0.25]}
                {"way": 0, "failed": {"kind": "timeout", "text": "did not end within 1 s", "size": 100}}
                {"way": 0, "launch": 1, "si""");
        Comparison read = ComparisonReader.read(file);
        assertEquals(
                List.of(0.25),
                read.ways().getFirst().launches().getFirst().seconds().get(10L));
        assertEquals(7, read.ways().getFirst().line());
        String shown = text(read);
        assertTrue(shown.contains("n = 100: did not end within 1 s"), shown);
        assertTrue(shown.contains("This comparison is not finished."), shown);
        assertTrue(shown.contains("Nothing could be measured."), shown);
    }

    @Test
    void other_files_are_refused() throws IOException {
        Path file = folder.resolve("other");
        for (String text : List.of("", "nonsense", "{}", "[1]", "{\"format\": \"jaculus-comparison\"}")) {
            Files.writeString(file, text);
            assertThrows(UnreadableProfile.class, () -> ComparisonReader.read(file), text);
        }
    }
}
