package dev.jaculus.profiler.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A comparison as comma-separated values, a row for each way and size; seconds and bytes, all digits. */
public final class CsvComparison {
    private CsvComparison() {}

    /** Writes it. */
    public static void write(Comparison comparison, Appendable out) throws IOException {
        List<String> titles = new ArrayList<>(List.of("name"));
        titles.addAll(comparison.parameters());
        titles.addAll(List.of("size", "first_s", "compile_s", "time_s", "low_s", "high_s", "runs", "outliers"));
        titles.addAll(List.of("processor_s", "peak_bytes", "result", "result_text", "failure"));
        line(titles, out);
        for (Way way : comparison.ways()) {
            for (long size : new TreeSet<>(comparison.sizes())) {
                line(cells(comparison, way, size), out);
            }
        }
    }

    private static List<String> cells(Comparison comparison, Way way, long size) {
        Summary summary = Summary.of(way, size);
        Optional<Interval> steady = summary.steady();
        List<String> cells = new ArrayList<>(List.of(way.name()));
        for (int i = 0; i < comparison.parameters().size(); i++) {
            cells.add(i < way.values().size() ? way.values().get(i) : "");
        }
        cells.add(size == 0 ? "" : Long.toString(size));
        cells.add(text(summary.first()));
        cells.add(text(summary.compile()));
        cells.add(steady.map(one -> Double.toString(one.value())).orElse(""));
        cells.add(steady.filter(Interval::bounded)
                .map(one -> Double.toString(one.low()))
                .orElse(""));
        cells.add(steady.filter(Interval::bounded)
                .map(one -> Double.toString(one.high()))
                .orElse(""));
        cells.add(Integer.toString(summary.runs()));
        cells.add(Integer.toString(summary.outliers()));
        cells.add(text(summary.cpu()));
        boolean measured = size == comparison.size() && summary.peak().isPresent();
        cells.add(measured ? Long.toString(summary.peak().getAsLong()) : "");
        cells.add(way.agreement().map(one -> one.state().id()).orElse(""));
        cells.add(way.agreement().map(Way.Agreement::text).orElse(""));
        cells.add(way.failures().stream()
                .filter(one -> one.size() == 0 || one.size() == size)
                .map(Way.Failure::text)
                .collect(Collectors.joining("; ")));
        return cells;
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }

    private static void line(List<String> cells, Appendable out) throws IOException {
        out.append(cells.stream().map(CsvComparison::quoted).collect(Collectors.joining(",", "", "\r\n")));
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(one -> ",\"\r\n".indexOf(one) >= 0)
                ? "\"" + cell.replace("\"", "\"\"") + "\""
                : cell;
    }
}
