package dev.jaculus.profiler.diff;

import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Run;
import dev.jaculus.profiler.model.Source;
import dev.jaculus.profiler.model.SourceFile;
import dev.jaculus.profiler.view.FileShare;
import dev.jaculus.profiler.view.Lines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Two profiles, line by line.
 *
 * @param files the largest changes first
 */
public record Comparison(Change total, List<FileChange> files) {
    public Comparison {
        files = List.copyOf(files);
    }

    /**
     * A file that is in both profiles, or in one.
     *
     * @param edits how its text changed, with the time of each stretch
     */
    public record FileChange(SourceFile before, SourceFile after, Change change, List<Stretch> edits) {
        public FileChange {
            edits = List.copyOf(edits);
        }
    }

    /** Lines that are equal, or became others, and their time; that of each line too. */
    public record Stretch(Edit edit, Change change, SortedMap<Integer, Double> old, SortedMap<Integer, Double> now) {}

    /** Of the profiles of two runs. */
    public static Comparison of(Profile before, Profile after) {
        Lines old = Lines.of(before);
        Lines now = Lines.of(after);
        List<FileChange> files = new ArrayList<>();
        pairs(before, old, after, now).forEach(pair -> files.add(pair.compared(before.rate(), after.rate())));
        files.sort(Comparator.comparingDouble((FileChange file) ->
                        Math.abs(file.change().after() - file.change().before()))
                .reversed());
        return new Comparison(Change.of(old.total(), before.rate(), now.total(), after.rate()), files);
    }

    /** The same file of both; one of them may be null. */
    private record Pair(FileShare before, FileShare after) {
        FileChange compared(int rate, int newRate) {
            SortedMap<Integer, Long> old = lines(before);
            SortedMap<Integer, Long> now = lines(after);
            List<Stretch> stretches = new ArrayList<>();
            for (Edit edit : edits(old, now)) {
                SortedMap<Integer, Long> there = old.subMap(edit.from(), edit.to());
                SortedMap<Integer, Long> here = now.subMap(edit.newFrom(), edit.newTo());
                if (!there.isEmpty() || !here.isEmpty()) {
                    Change change = Change.of(sum(there), rate, sum(here), newRate);
                    stretches.add(new Stretch(edit, change, seconds(there, rate), seconds(here, newRate)));
                }
            }
            Change whole = Change.of(sum(old), rate, sum(now), newRate);
            SourceFile source = before == null ? after.source() : before.source();
            return new FileChange(source, after == null ? source : after.source(), whole, stretches);
        }

        private List<Edit> edits(SortedMap<Integer, Long> old, SortedMap<Integer, Long> now) {
            if (before != null
                    && after != null
                    && before.source().text() instanceof Source.Text(List<String> text)
                    && after.source().text() instanceof Source.Text(List<String> newText)) {
                return Edit.between(text, newText);
            }
            int last = Math.max(old.isEmpty() ? 0 : old.lastKey(), now.isEmpty() ? 0 : now.lastKey());
            return IntStream.rangeClosed(1, last) // without texts a line is its number
                    .mapToObj(line -> new Edit(true, line, line + 1, line, line + 1))
                    .toList();
        }
    }

    private static SortedMap<Integer, Long> lines(FileShare file) {
        SortedMap<Integer, Long> lines = new TreeMap<>();
        if (file != null) {
            file.passages().forEach(passage -> lines.putAll(passage.lines()));
        }
        return lines;
    }

    private static long sum(SortedMap<Integer, Long> lines) {
        return lines.values().stream().mapToLong(Long::longValue).sum();
    }

    private static SortedMap<Integer, Double> seconds(SortedMap<Integer, Long> lines, int rate) {
        SortedMap<Integer, Double> seconds = new TreeMap<>();
        lines.forEach((line, samples) -> seconds.put(line, (double) samples / rate));
        return seconds;
    }

    /** Files are the same by their names below the working folder; two that are left over, one of each, are too. */
    private static List<Pair> pairs(Profile before, Lines old, Profile after, Lines now) {
        Map<String, FileShare> left = byName(old, before.run());
        Map<String, FileShare> right = byName(now, after.run());
        List<Pair> pairs = new ArrayList<>();
        for (String name : List.copyOf(left.keySet())) {
            if (right.containsKey(name)) {
                pairs.add(new Pair(left.remove(name), right.remove(name)));
            }
        }
        if (left.size() == 1 && right.size() == 1) {
            pairs.add(new Pair(
                    left.values().iterator().next(), right.values().iterator().next()));
        } else {
            left.values().forEach(file -> pairs.add(new Pair(file, null)));
            right.values().forEach(file -> pairs.add(new Pair(null, file)));
        }
        return pairs;
    }

    private static Map<String, FileShare> byName(Lines lines, Run run) {
        Map<String, FileShare> files = new LinkedHashMap<>();
        lines.files().forEach(file -> files.put(run.relative(file.source().shown()), file));
        return files;
    }
}
