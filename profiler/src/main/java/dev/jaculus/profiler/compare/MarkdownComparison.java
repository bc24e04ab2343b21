package dev.jaculus.profiler.compare;

import dev.jaculus.profiler.view.Shown;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A comparison as a table for a README or a pull request. */
public final class MarkdownComparison {
    private MarkdownComparison() {}

    /** Writes it. */
    public static void write(Comparison comparison, Appendable out) throws IOException {
        Table table = Table.of(comparison);
        out.append(row(table.columns().stream().map(Table.Column::title).toList()));
        out.append(table.columns().stream()
                .map(column -> column.number() ? "--:" : "---")
                .collect(Collectors.joining("|", "|", "|\n")));
        for (Table.Row row : table.rows()) {
            out.append(row(row.cells()));
        }
        for (List<Way> group : comparison.groups()) {
            Optional<Verdict> verdict = Verdict.of(comparison, group);
            if (verdict.isPresent()) {
                out.append("\n**").append(escaped(verdict.get().sentence())).append("**");
                for (String detail : verdict.get().details()) {
                    out.append(' ').append(escaped(detail));
                }
                out.append('\n');
            }
        }
        out.append('\n');
        for (String note : Notes.of(comparison)) {
            out.append(escaped(note)).append('\n');
        }
    }

    private static String row(List<String> cells) {
        return cells.stream().map(MarkdownComparison::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Names of functions have underscores, which would become emphasis. */
    private static String escaped(String text) {
        return Shown.harmless(text).replace('\t', ' ').replaceAll("([\\\\`*_|<>\\[\\]])", "\\\\$1");
    }
}
