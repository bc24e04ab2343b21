package dev.jaculus.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The loops of {@code loops.py}, each with what is right of it. */
final class LoopsTest {
    private static final Pattern LOOP = Pattern.compile("# loop: (\\w+|\\*) ?([\\d.*]+)?, (\\S+)");
    private static final Pattern ARRAY = Pattern.compile("(\\w+)\\[((?::,)*)::1]");
    private static final Pattern STRIDED = Pattern.compile("(\\w+)\\[((?::,)*):]");

    private static String source() throws IOException {
        try (InputStream in = LoopsTest.class.getResourceAsStream("loops.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void eachLoopHasItsVerdictAndItsReason() throws IOException {
        String source = source();
        List<String> lines = source.lines().toList();
        List<Integer> starts = IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).startsWith("def "))
                .boxed()
                .toList();
        List<Explainer.Subject> subjects = new ArrayList<>();
        for (int at : starts) {
            String name = lines.get(at).substring(4, lines.get(at).indexOf('('));
            subjects.add(Kernels.subject(source, name, types(lines.get(at - 1))));
        }
        List<ExplainedKernel> kernels = Kernels.explained(subjects);
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : lines.size();
            for (int line = starts.get(i); line < end; line++) {
                Matcher expected = LOOP.matcher(lines.get(line));
                if (expected.find()) {
                    count++;
                    Set<Integer> chain = chain(lines, starts.get(i), end);
                    check(subjects.get(i).name(), kernels.get(i), line + 1, expected, chain, wrong);
                }
            }
        }
        assertTrue(count >= 60, "only " + count + " loops");
        assertEquals(List.of(), wrong);
    }

    private static void check(
            String name, ExplainedKernel kernel, int line, Matcher expected, Set<Integer> chain, List<String> wrong) {
        String where = name + ", line " + line + ": ";
        LoopStory story = kernel.loops().stream()
                .filter(loop -> loop.place().line() == line)
                .findFirst()
                .orElse(null);
        if (story == null) {
            wrong.add(where + "no such loop");
            return;
        }
        Wait wait = story.waits().orElse(null);
        String kind = wait == null ? "none" : wait.kind().name().toLowerCase(Locale.ROOT);
        if (!expected.group(1).equals("*") && !expected.group(1).equals(kind)) {
            wrong.add(where + "waits for " + expected.group(1) + ", not " + wait);
        } else if (kind.equals("chain") && !expected.group(1).equals("*")) {
            if (!cyclesFit(expected.group(2), wait.chain())) {
                wrong.add(where + "a chain of " + expected.group(2) + ", not " + wait.chain());
            }
            Set<Integer> told =
                    new TreeSet<>(wait.places().stream().map(Place::line).toList());
            told.remove(line); // the loop's own counter
            if (!told.equals(chain)) {
                wrong.add(where + "a chain through " + chain + ", not " + told);
            }
        }
        String vector = switch (story.vectorisation()) {
            case Vectorisation.Vectorised(int elements, int _) -> "×" + elements;
            case Vectorisation.Scalar(List<Obstacle> obstacles) ->
                obstacles.isEmpty() ? "?" : obstacles.getFirst().kind().name();
            case Vectorisation.Gone(String became) -> "gone:" + became;
        };
        if (!expected.group(3).equals("*") && !expected.group(3).equals(vector)) {
            wrong.add(where + expected.group(3) + ", not " + story.vectorisation());
        }
    }

    private static boolean cyclesFit(String expected, double cycles) {
        if (expected == null || expected.equals("*")) {
            return true;
        }
        String[] range = expected.split("\\.\\.", 2);
        double low = Double.parseDouble(range[0]);
        double high = Double.parseDouble(range[range.length - 1]);
        return cycles >= low - 0.1 && cycles <= high + 0.1;
    }

    private static Set<Integer> chain(List<String> lines, int from, int to) {
        Set<Integer> marked = new TreeSet<>();
        for (int line = from; line < to; line++) {
            if (lines.get(line).endsWith("# ~")) {
                marked.add(line + 1);
            }
        }
        return marked;
    }

    private static String[] types(String comment) {
        List<String> types = new ArrayList<>();
        for (String one : comment.substring(1).split(", ", -1)) {
            String plain = ARRAY.matcher(one.strip()).replaceAll(m -> array(m.group(1), m.group(2), "C"));
            types.add(STRIDED.matcher(plain).replaceAll(m -> array(m.group(1), m.group(2), "A")));
        }
        return types.toArray(String[]::new);
    }

    private static String array(String element, String colons, String layout) {
        return "array(" + element + ", " + (1 + colons.length() / 2) + "d, " + layout + ")";
    }
}
