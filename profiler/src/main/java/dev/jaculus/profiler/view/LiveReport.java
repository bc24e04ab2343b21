package dev.jaculus.profiler.view;

import dev.jaculus.profiler.model.Profile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A screen of a program that runs: where its time went so far, its functions, its hottest lines. */
public final class LiveReport {
    /** To the upper left corner; to be followed by lines that each end what was there. */
    private static final String HOME = "\033[H";

    private static final String END_OF_LINE = "\033[K\n";
    private static final String END_OF_SCREEN = "\033[J";
    private static final int SHARE_COLUMNS = 20;

    private LiveReport() {}

    /** A line of the program and its samples. */
    private record Hot(FileShare file, int line, long samples) {}

    /**
     * Writes it.
     *
     * @param rows the height of the screen
     */
    public static void write(Profile profile, Look look, int rows, Appendable out) throws IOException {
        Lines lines = Lines.of(profile);
        TextOverview overview = new TextOverview(profile, lines, look);
        List<String> screen = new ArrayList<>();
        String time = String.format(Locale.ROOT, "%.1f s of processor time: ", profile.seconds(lines.total()));
        screen.add(look.cut(time + overview.kinds(), 0));
        int half = Math.max(3, (rows - 4) / 2);
        screen.add("");
        screen.addAll(overview.functions().stream().limit(half).toList());
        screen.add("");
        hottest(lines).stream()
                .limit(Math.max(3, rows - screen.size() - 1))
                .map(hot -> row(profile, lines, look, hot))
                .forEach(screen::add);
        out.append(HOME);
        for (String row : screen) {
            out.append(row).append(END_OF_LINE);
        }
        out.append(END_OF_SCREEN);
    }

    private static List<Hot> hottest(Lines lines) {
        List<Hot> all = new ArrayList<>();
        for (FileShare file : lines.files()) {
            for (Passage passage : file.passages()) {
                passage.lines().forEach((line, samples) -> all.add(new Hot(file, line, samples)));
            }
        }
        all.sort(Comparator.comparingLong(Hot::samples).reversed());
        return all;
    }

    private static String row(Profile profile, Lines lines, Look look, Hot hot) {
        double percent = lines.percent(hot.samples());
        String share = String.format(Locale.ROOT, "%6.1f%% %9.3f s  ", percent, profile.seconds(hot.samples()));
        String file = profile.run().relative(hot.file().source().shown());
        String place = file.substring(file.lastIndexOf('/') + 1) + ":" + hot.line() + "  ";
        String text = Shown.harmless(
                place + hot.file().source().text().line(hot.line()).strip());
        return look.warm(percent, share) + look.cut(text, SHARE_COLUMNS);
    }
}
