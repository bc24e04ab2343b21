package dev.jaculus.syntax.diagnostic;

import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Prints a diagnostic for a terminal:
 *
 * <pre>
 * error[type-changes]: `x` is a float here and a str there
 *   --> kernel.py:5:9
 *    3 |     x = 0.0
 *      |     - `x` became float64 here
 *    5 |         x = "a"
 *      |         ^ this is a str
 *   help: give the two values different names
 * </pre>
 */
public final class Renderer {
    /** Eight lines hold the head, the place, two or three marked lines and the help; more places are left out. */
    private static final int MAX_LINES = 8;

    /** Of a longer way some calls are left out. */
    private static final int MAX_CALLS = 10;

    private final Diagnostic diagnostic;
    private final List<String> lines = new ArrayList<>();
    private final int gutter;

    private Renderer(Diagnostic diagnostic) {
        this.diagnostic = diagnostic;
        int last = places(diagnostic).stream()
                .mapToInt(mark -> mark.place.span().line())
                .max()
                .orElse(0);
        this.gutter = Math.max(4, Integer.toString(last).length() + 1);
    }

    /** A place and whether it is the one the diagnostic is about. */
    private record Mark(Place place, boolean primary) {
        SourceFile file() {
            return place.file();
        }
    }

    /** The diagnostic in several lines, without a line end behind the last. */
    public static String render(Diagnostic diagnostic) {
        return new Renderer(diagnostic).render();
    }

    private static List<Mark> places(Diagnostic diagnostic) {
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark(diagnostic.primary(), true));
        diagnostic.others().forEach(place -> marks.add(new Mark(place, false)));
        return marks;
    }

    private String render() {
        lines.add("error[" + diagnostic.id() + "]: " + diagnostic.message());
        List<Mark> left = new ArrayList<>(places(diagnostic));
        boolean first = true;
        while (!left.isEmpty()) {
            SourceFile file = left.getFirst().file();
            List<Mark> here =
                    left.stream().filter(mark -> sameFile(mark.file(), file)).toList();
            left.removeAll(here);
            Span at = here.getFirst().place.span();
            if (!first && lines.size() + 3 > room()) {
                break; // a place with no room for its source says little
            }
            lines.add((first ? "  --> " : "  ::: ") + position(file, at));
            snippet(here);
            first = false;
        }
        diagnostic.help().ifPresent(help -> lines.add("  help: " + help));
        calls();
        return String.join("\n", lines);
    }

    /** The way to the place, a line for each call, the nearest first; of a long way its ends. */
    private void calls() {
        List<Diagnostic.Call> all = diagnostic.calls();
        for (int i = 0; i < all.size(); i++) {
            if (all.size() > MAX_CALLS && i == MAX_CALLS / 2) {
                int left = all.size() - MAX_CALLS;
                lines.add("  ... " + left + (left == 1 ? " call more" : " calls more"));
                i += left;
            }
            Place at = all.get(i).at();
            String source = at.file().line(at.span().line()).strip();
            lines.add("  in `%s`, called at %s%s"
                    .formatted(
                            all.get(i).function(),
                            position(at.file(), at.span()),
                            source.isEmpty() ? "" : ": " + shortened(source)));
        }
    }

    private static String shortened(String line) {
        String plain = line.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 80 ? plain : plain.substring(0, 77) + "...";
    }

    /** Two texts of one file are one file: a function's source begins at its first line. */
    private static boolean sameFile(SourceFile a, SourceFile b) {
        return a.path().equals(b.path());
    }

    private static String position(SourceFile file, Span span) {
        return span.line() > 0 ? file.path() + ":" + span.line() + ":" + (span.column() + 1) : file.path();
    }

    private int room() {
        return MAX_LINES - (diagnostic.help().isPresent() ? 1 : 0);
    }

    /** The marked lines of one file, from the top of it down; where there are too many the main one stays. */
    private void snippet(List<Mark> marks) {
        List<Mark> shown = new ArrayList<>();
        int needed = 0;
        for (Mark mark : marks) { // the main one comes first
            int line = mark.place.span().line();
            boolean lineShown =
                    shown.stream().anyMatch(other -> other.place.span().line() == line);
            needed += lineShown ? 1 : 2;
            if (shown.isEmpty() || lines.size() + needed <= room()) {
                shown.add(mark);
            }
        }
        shown.sort(Comparator.<Mark>comparingInt(mark -> mark.place.span().line())
                .thenComparing(
                        Comparator.<Mark>comparingInt(mark -> mark.place.span().column())
                                .reversed()));
        int previous = 0;
        for (Mark mark : shown) {
            Span span = mark.place.span();
            String source = mark.file().line(span.line());
            if (source.isBlank()) {
                missing(mark);
                continue;
            }
            Excerpt excerpt = Excerpt.of(source, span);
            if (span.line() != previous) {
                String number = Integer.toString(span.line());
                lines.add(" ".repeat(gutter - number.length()) + number + " | " + excerpt.text());
                previous = span.line();
            }
            String underline = (mark.primary ? "^" : "-").repeat(excerpt.width());
            String text = mark.place.text().isEmpty() ? "" : " " + mark.place.text();
            lines.add(" ".repeat(gutter + 1) + "| " + " ".repeat(excerpt.column()) + underline + text);
        }
    }

    /** Without its source a place has only its words. */
    private void missing(Mark mark) {
        if (!mark.place.text().isEmpty()) {
            String line =
                    mark.place.span().line() > 0 ? "line " + mark.place.span().line() + ": " : "";
            lines.add(" ".repeat(gutter + 1) + "= " + line + mark.place.text());
        }
    }
}
