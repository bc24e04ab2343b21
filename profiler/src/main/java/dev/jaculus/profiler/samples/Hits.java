package dev.jaculus.profiler.samples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often the lines of a process's kernels were executed, the content of {@code hits.bin}. */
public final class Hits {
    private static final String MAGIC = "JACHITS1";
    private static final int UNIT = 8;

    private Hits() {}

    /** A line of a source file. */
    public record Line(String file, int number) {}

    /** Reads it: a record for each env and kernel, with the text that says which lines it counts. */
    public static Map<Line, Long> read(Path path) throws IOException {
        Map<Line, Long> sums = new HashMap<>();
        if (Files.size(path) == 0) {
            return sums;
        }
        RecordFile file = RecordFile.read(path, MAGIC, UNIT);
        ByteBuffer records = file.records();
        for (int at = 0; records.limit() - at >= 2 * UNIT; ) {
            long lines = records.getLong(at);
            long bytes = records.getLong(at + UNIT);
            long end = at + 2L * UNIT + (bytes + UNIT - 1) / UNIT * UNIT + lines * UNIT;
            if (lines <= 0 || bytes < 0 || end > records.limit()) {
                return sums; // it was not finished
            }
            byte[] text = new byte[(int) bytes];
            records.get(at + 2 * UNIT, text);
            add(new String(text, StandardCharsets.UTF_8).lines().toList(), records, (int) (end - lines * UNIT), sums);
            at = (int) end;
        }
        return sums;
    }

    private static void add(List<String> lines, ByteBuffer records, int counters, Map<Line, Long> sums) {
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split(" ", 2);
            long hits = records.getLong(counters + i * UNIT);
            sums.merge(new Line(parts[1], Integer.parseInt(parts[0])), hits, Long::sum);
        }
    }
}
