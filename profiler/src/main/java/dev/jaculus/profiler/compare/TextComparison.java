package dev.jaculus.profiler.compare;

import dev.jaculus.profiler.view.Look;
import dev.jaculus.profiler.view.Shown;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A comparison for the terminal. */
public final class TextComparison {
    private static final String BETWEEN = "   ";

    private TextComparison() {}

    /** Writes it. */
    public static void write(Comparison comparison, Look look, Appendable out) throws IOException {
        Table table = Table.of(comparison);
        int[] widths = widths(table);
        out.append(look.faint(row(
                        table,
                        widths,
                        table.columns().stream().map(Table.Column::title).toList())))
                .append('\n');
        List<List<Way>> groups = comparison.groups();
        int group = 0;
        for (Table.Row row : table.rows()) {
            if (row.group() != group) {
                group = row.group();
                out.append('\n');
            }
            out.append(look.cut(row(table, widths, row.cells()), 0)).append('\n');
        }
        out.append('\n');
        for (List<Way> one : groups) {
            Optional<Verdict> verdict = Verdict.of(comparison, one);
            if (verdict.isPresent()) {
                out.append(look.heading(Shown.harmless(verdict.get().sentence())));
                for (String detail : verdict.get().details()) {
                    out.append(' ').append(Shown.harmless(detail));
                }
                out.append('\n');
            }
        }
        if (comparison.groups().stream()
                .allMatch(ways -> Verdict.of(comparison, ways).isEmpty())) {
            out.append(look.heading("Nothing could be measured.")).append('\n');
        }
        for (String note : Notes.of(comparison)) {
            out.append(look.faint(Shown.harmless(note))).append('\n');
        }
    }

    /** Writes what has changed since an earlier one. */
    public static void write(Baseline baseline, Look look, Appendable out) throws IOException {
        out.append('\n');
        for (String sentence : baseline.sentences()) {
            out.append(Shown.harmless(sentence)).append('\n');
        }
        for (String broken : baseline.broken()) {
            out.append(look.heading("FAILED: " + Shown.harmless(broken))).append('\n');
        }
    }

    private static int[] widths(Table table) {
        int[] widths = new int[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = table.rows().stream()
                    .mapToInt(row -> width(row.cells().get(column)))
                    .reduce(width(table.columns().get(i).title()), Math::max);
        }
        return widths;
    }

    private static int width(String text) {
        return Shown.harmless(text).codePointCount(0, Shown.harmless(text).length());
    }

    private static String row(Table table, int[] widths, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = Shown.harmless(cells.get(i));
            String room = " ".repeat(widths[i] - width(cell));
            line.append(i == 0 ? "" : BETWEEN);
            line.append(table.columns().get(i).number() ? room + cell : cell + room);
        }
        return line.toString().stripTrailing();
    }
}
