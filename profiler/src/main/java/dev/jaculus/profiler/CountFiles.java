package dev.jaculus.profiler;

import dev.jaculus.profiler.model.LineCount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files {@code counts} and {@code counts-PID} in a folder of samples: a remark, then for each line of code that was counted its
 * number, hits, nanoseconds and file. python/jaculus/counting.py writes them.
 */
record CountFiles(List<String> remarks, List<LineCount> counts) {
    private record Line(String file, int number) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            int files = file.compareTo(other.file);
            return files != 0 ? files : Integer.compare(number, other.number);
        }
    }

    static CountFiles read(Path folder) throws IOException {
        List<String> remarks = new ArrayList<>();
        Map<Line, long[]> sums = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "counts*")) {
            for (Path file : files) {
                List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                lines.stream().limit(1).filter(line -> !remarks.contains(line)).forEach(remarks::add);
                lines.stream().skip(1).forEach(line -> add(line, sums));
            }
        }
        List<LineCount> counts = new ArrayList<>();
        sums.forEach((line, sum) -> counts.add(new LineCount(line.file, line.number, sum[0], sum[1] / 1e9)));
        return new CountFiles(remarks, counts);
    }

    private static void add(String record, Map<Line, long[]> sums) {
        String[] parts = record.split("\t", 4);
        if (parts.length < 4) {
            return; // cut short
        }
        try {
            Line line = new Line(parts[3], Integer.parseInt(parts[0]));
            long[] sum = sums.computeIfAbsent(line, l -> new long[2]);
            sum[0] += Long.parseLong(parts[1]);
            sum[1] += Long.parseLong(parts[2]);
        } catch (NumberFormatException e) {
            return; // no record
        }
    }
}
