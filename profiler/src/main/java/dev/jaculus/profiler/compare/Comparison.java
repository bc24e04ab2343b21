package dev.jaculus.profiler.compare;

import dev.jaculus.profiler.model.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured of several ways to do the same.
 *
 * @param kind what the ways are
 * @param argument what the functions were called with, for people; may be empty
 * @param parameters what tells the ways apart: the titles of their values
 * @param sizes of the input, ascending; one 0 where there is no choice of them
 * @param ways in the order in which they were named: the first is the one that others are held against
 * @param finished whether all that was asked for was measured
 */
public record Comparison(
        Kind kind,
        Run run,
        String argument,
        List<String> parameters,
        List<Long> sizes,
        List<Way> ways,
        boolean finished) {
    /** What is compared. */
    public enum Kind {
        FUNCTIONS,
        PROGRAMS;

        /** As files have it. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Comparison {
        parameters = List.copyOf(parameters);
        sizes = List.copyOf(sizes);
        ways = List.copyOf(ways);
    }

    /** The size that tables and verdicts are about: the largest. */
    public long size() {
        return sizes.getLast();
    }

    /** Ways that do the same with the same data: they differ in the first parameter only. Functions are one group. */
    public List<List<Way>> groups() {
        if (kind == Kind.FUNCTIONS) {
            return List.of(ways);
        }
        Map<List<String>, List<Way>> groups = new LinkedHashMap<>();
        for (Way way : ways) {
            List<String> values = way.values();
            List<String> rest = values.isEmpty() ? values : values.subList(1, values.size());
            groups.computeIfAbsent(rest, _ -> new ArrayList<>()).add(way);
        }
        return List.copyOf(groups.values());
    }
}
