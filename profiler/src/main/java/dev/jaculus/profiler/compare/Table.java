package dev.jaculus.profiler.compare;

import dev.jaculus.profiler.compare.Comparison.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A comparison as rows of texts: what the terminal, Markdown and the page show.
 *
 * @param columns those that have something to say
 */
record Table(List<Column> columns, List<Row> rows) {
    record Column(String title, boolean number) {}

    /**
     * A way's.
     *
     * @param group which of the comparison's groups it belongs to
     */
    record Row(Way way, int group, List<String> cells) {}

    static Table of(Comparison comparison) {
        List<Column> columns = new ArrayList<>();
        boolean programs = comparison.kind() == Kind.PROGRAMS;
        if (programs) {
            comparison.parameters().forEach(name -> columns.add(new Column(name, false)));
            if (comparison.parameters().isEmpty()) {
                columns.add(new Column("Program", false));
            }
        } else {
            columns.add(new Column("Function", false));
            columns.add(new Column("First call", true));
            columns.add(new Column("Compiling", true));
        }
        columns.add(new Column(programs ? "Time" : "Each call", true));
        columns.add(new Column("95 % interval", true));
        columns.add(new Column("× slower", true));
        columns.add(new Column("Processor", true));
        columns.add(new Column("Peak memory", true));
        columns.add(new Column("Result", false));
        List<Row> rows = new ArrayList<>();
        List<List<Way>> groups = comparison.groups();
        for (int i = 0; i < groups.size(); i++) {
            rows.addAll(rows(comparison, groups.get(i), i));
        }
        return new Table(columns, rows).spoken();
    }

    private static List<Row> rows(Comparison comparison, List<Way> group, int number) {
        long size = comparison.size();
        double fastest = group.stream()
                .flatMap(way -> Summary.steady(way, size).stream())
                .mapToDouble(Interval::value)
                .min()
                .orElse(0);
        List<Way> ordered = new ArrayList<>(group);
        if (comparison.kind() == Kind.FUNCTIONS) { // programs are versions, and stay in the order of their history
            ordered.sort(Comparator.comparingDouble(
                    way -> Summary.steady(way, size).map(Interval::value).orElse(Double.MAX_VALUE)));
        }
        List<Row> rows = new ArrayList<>();
        for (Way way : ordered) {
            Summary summary = Summary.of(way, size);
            Optional<Interval> steady = summary.steady();
            List<String> cells = new ArrayList<>();
            if (comparison.kind() == Kind.PROGRAMS) {
                cells.addAll(way.values().isEmpty() ? List.of(way.name()) : way.values());
            } else {
                cells.add(way.name());
                cells.add(
                        summary.first().isPresent()
                                ? Quantities.time(summary.first().getAsDouble())
                                : "");
                double compile = summary.compile().orElse(0);
                cells.add(compile > 0 ? Quantities.time(compile) : "");
            }
            cells.add(steady.map(one -> Quantities.time(one.value())).orElse(""));
            cells.add(steady.map(Quantities::interval).orElse(""));
            cells.add(steady.map(one -> Quantities.times(one.value() / fastest)).orElse(""));
            cells.add(summary.cpu().isPresent() ? Quantities.time(summary.cpu().getAsDouble()) : "");
            cells.add(
                    summary.peak().isPresent() ? Quantities.bytes(summary.peak().getAsLong()) : "");
            cells.add(result(way));
            rows.add(new Row(way, number, cells));
        }
        return rows;
    }

    private static String result(Way way) {
        List<String> said = new ArrayList<>();
        way.agreement()
                .ifPresent(one -> said.add(
                        one.text().isEmpty() ? one.state().id() : one.state().id() + ": " + one.text()));
        way.failures().forEach(one -> said.add(one.size() > 0 ? "n = " + one.size() + ": " + one.text() : one.text()));
        return String.join("; ", said);
    }

    /** Without the columns that are empty in every row. */
    private Table spoken() {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            if (rows.stream().anyMatch(row -> !row.cells().get(column).isEmpty())) {
                kept.add(i);
            }
        }
        return new Table(
                kept.stream().map(columns::get).toList(),
                rows.stream()
                        .map(row -> new Row(
                                row.way(),
                                row.group(),
                                kept.stream().map(row.cells()::get).toList()))
                        .toList());
    }
}
