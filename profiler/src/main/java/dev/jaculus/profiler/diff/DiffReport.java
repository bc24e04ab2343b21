package dev.jaculus.profiler.diff;

import dev.jaculus.profiler.diff.Comparison.FileChange;
import dev.jaculus.profiler.diff.Comparison.Stretch;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Source;
import dev.jaculus.profiler.model.SourceFile;
import dev.jaculus.profiler.view.Shown;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** A comparison for the terminal: the lines whose time changed by more than chance, the largest changes first. */
public final class DiffReport {
    /** Changes below this part of the whole are not worth a line. */
    private static final double SMALL = 0.005;

    private final Profile before;
    private final Profile after;
    private final Comparison comparison;
    private final Appendable out;

    private DiffReport(Profile before, Profile after, Appendable out) {
        this.before = before;
        this.after = after;
        this.comparison = Comparison.of(before, after);
        this.out = out;
    }

    /** Writes it. */
    public static void write(Profile before, Profile after, Appendable out) throws IOException {
        new DiffReport(before, after, out).write();
    }

    private void write() throws IOException {
        Change total = comparison.total();
        line("# before  %8.3f s of processor time, %s", total.before(), named(before));
        line("# after   %8.3f s of processor time, %s", total.after(), named(after));
        line("# %s", verdict(total));
        for (FileChange file : comparison.files()) {
            file(file);
        }
    }

    private static String named(Profile profile) {
        return Shown.harmless(profile.run().program()) + ", "
                + profile.run().started().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String verdict(Change change) {
        if (!change.isReal()) {
            return String.format(Locale.ROOT, "No change that is larger than chance (± %.3f s).", change.error());
        }
        boolean faster = change.after() < change.before();
        double from = faster ? change.before() : change.after();
        double to = faster ? change.after() : change.before();
        return String.format(
                Locale.ROOT,
                "%.2f × as %s: %+.3f ± %.3f s",
                to == 0 ? Double.POSITIVE_INFINITY : from / to,
                faster ? "fast" : "slow",
                change.after() - change.before(),
                change.error());
    }

    private void file(FileChange file) throws IOException {
        double least =
                SMALL * Math.max(comparison.total().before(), comparison.total().after());
        List<Stretch> told = file.edits().stream()
                .filter(one -> !one.edit().same()
                        ? one.change().before() + one.change().after() > least
                        : one.change().isReal() && Math.abs(difference(one)) > least)
                .sorted(Comparator.comparingDouble((Stretch one) -> -Math.abs(difference(one))))
                .toList();
        if (told.isEmpty()) {
            return;
        }
        line("");
        line("## File `%s`", name(file));
        line("   before      after     change");
        for (Stretch one : told) {
            stretch(file, one);
        }
        Change rest = new Change(0, 0, 0);
        for (Stretch one : file.edits()) {
            rest = told.contains(one) ? rest : rest.and(one.change());
        }
        line("%s  the other lines", times(rest));
    }

    private String name(FileChange file) {
        String old = before.run().relative(file.before().shown());
        String now = after.run().relative(file.after().shown());
        return Shown.harmless(old.equals(now) ? now : old + "` and `" + now);
    }

    private static double difference(Stretch one) {
        return one.change().after() - one.change().before();
    }

    private void stretch(FileChange file, Stretch one) throws IOException {
        Edit edit = one.edit();
        if (edit.same()) {
            String text = Shown.harmless(file.after().text().line(edit.newFrom()));
            line("%s %6d | %s", times(one.change()), edit.newFrom(), text);
            return;
        }
        line("%s  edited:", times(one.change()));
        edited(file.before(), edit.from(), edit.to(), one.old(), '-');
        edited(file.after(), edit.newFrom(), edit.newTo(), one.now(), '+');
    }

    /** Its lines that took time, or all where they are few. */
    private void edited(SourceFile file, int from, int to, SortedMap<Integer, Double> seconds, char sign)
            throws IOException {
        String room = sign == '-' ? "" : " ".repeat(11);
        for (int number = from; number < to; number++) {
            Double took = seconds.get(number);
            if (took == null && (to - from > 12 || !(file.text() instanceof Source.Text))) {
                continue;
            }
            String time = took == null ? "" : String.format(Locale.ROOT, "%7.3f s", took);
            String text = Shown.harmless(file.text().line(number));
            line("%-32s%6d %c %s", room + time, number, sign, text);
        }
    }

    private static String times(Change change) {
        String mark = !change.isReal() ? "  same" : change.after() < change.before() ? "faster" : "slower";
        return String.format(
                Locale.ROOT,
                "%7.3f s  %7.3f s  %+7.3f %s",
                change.before(),
                change.after(),
                change.after() - change.before(),
                mark);
    }

    private void line(String format, Object... values) throws IOException {
        String text = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
        out.append(text.stripTrailing()).append('\n');
    }
}
