package dev.jaculus.profiler.view;

import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Source;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The report as a piece of a page, for notebooks: each line of the kernels on a ground as warm as its share of the time.
 *
 * <p>It has no script and no style sheet, which notebooks of others are not trusted with, and its colours are translucent:
 * they suit a light page and a dark one.
 */
public final class CellReport {
    private static final String CELL = "padding:0 0.7em;text-align:right;background:none";
    private static final String CODE =
            "padding:0 0.7em;text-align:left;white-space:pre;font-family:monospace;background:";

    private final Profile profile;
    private final Lines lines;
    private final Appendable out;

    private CellReport(Profile profile, Appendable out) {
        this.profile = profile;
        this.lines = Lines.of(profile);
        this.out = out;
    }

    /** Writes it. */
    public static void write(Profile profile, Appendable out) throws IOException {
        new CellReport(profile, out).write();
    }

    private void write() throws IOException {
        out.append("<div class=\"jaculus-report\">\n");
        paragraph(String.format(
                Locale.ROOT,
                "%.3f s of processor time, %.1f%% of it outside of kernels",
                profile.seconds(lines.total()),
                lines.percent(lines.total() - profile.of(Kind.KERNEL) - profile.of(Kind.UNKNOWN))));
        for (String remark : profile.run().remarks()) {
            paragraph(remark);
        }
        if (lines.files().isEmpty()) {
            paragraph(
                    "No sample was in a compiled kernel: let the kernels run longer, or look for the time elsewhere.");
        }
        for (FileShare file : lines.files()) {
            file(file);
        }
        out.append("</div>\n");
    }

    private void file(FileShare file) throws IOException {
        paragraph(file.source().shown());
        if (file.source().text() instanceof Source.Missing(String why)) {
            paragraph("No source lines: " + why + ".");
        }
        out.append("<table style=\"border-collapse:collapse;font-size:90%\">\n");
        for (Passage passage : file.passages()) {
            for (int line = passage.first(); line <= passage.last(); line++) {
                line(
                        line,
                        passage.lines().getOrDefault(line, 0L),
                        file.source().text().line(line));
            }
        }
        out.append("</table>\n");
    }

    private void line(int number, long samples, String text) throws IOException {
        double share = lines.percent(samples) / 100;
        String share100 = samples == 0 ? "" : String.format(Locale.ROOT, "%.1f%%", 100 * share);
        String seconds = samples == 0 ? "" : String.format(Locale.ROOT, "%.3f s", profile.seconds(samples));
        // The root, so that a line with a hundredth of the time is seen.
        String ground =
                samples == 0 ? "none" : String.format(Locale.ROOT, "rgba(230,90,20,%.2f)", 0.75 * Math.sqrt(share));
        out.append("<tr>");
        for (String one : List.of(share100, seconds, Integer.toString(number))) {
            out.append("<td style=\"" + CELL + "\">" + one + "</td>");
        }
        out.append("<td style=\"" + CODE + ground + "\">" + escaped(text) + "</td></tr>\n");
    }

    private void paragraph(String text) throws IOException {
        out.append("<p style=\"margin:0.3em 0\">" + escaped(text) + "</p>\n");
    }

    private static String escaped(String text) {
        return Shown.harmless(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
