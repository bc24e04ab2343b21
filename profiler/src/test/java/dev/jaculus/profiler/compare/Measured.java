package dev.jaculus.profiler.compare;

import dev.jaculus.profiler.compare.Comparison.Kind;
import dev.jaculus.profiler.compare.Way.Agreement;
import dev.jaculus.profiler.compare.Way.PeakMemory;
import dev.jaculus.profiler.model.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/** Comparisons made by hand, and by dice that are always the same. */
final class Measured {
    static final Run RUN = new Run(
            "ways.py",
            "jaculus compare ways.py::slow,fast",
            "/home/me",
            Instant.parse("2026-11-29T10:00:00Z"),
            12,
            Map.of("python", "CPython 3.11.7"),
            List.of());

    private Measured() {}

    /** A way with these times, a list for each launch. */
    static Way way(String name, long bytes, List<List<Double>> launches) {
        List<Launch> all = new ArrayList<>();
        for (List<Double> seconds : launches) {
            boolean first = all.isEmpty();
            all.add(new Launch(
                    all.size(),
                    OptionalDouble.of(first ? 0.1 : 0.02),
                    OptionalDouble.of(first ? 0.08 : 0),
                    new TreeMap<>(Map.of(0L, seconds)),
                    OptionalDouble.empty(),
                    OptionalLong.empty()));
        }
        Agreement.State state = name.equals("slow") ? Agreement.State.REFERENCE : Agreement.State.EQUAL;
        return new Way(
                name,
                List.of(name),
                "/home/me/ways.py",
                3,
                all,
                Optional.of(new PeakMemory(bytes, bytes)),
                Optional.of(new Agreement(state, "")),
                List.of());
    }

    static Comparison functions(Way... ways) {
        return new Comparison(
                Kind.FUNCTIONS, RUN, "float64[1000]", List.of("function"), List.of(0L), List.of(ways), true);
    }

    /**
     * Two ways of the same speed but for a factor, as they are measured on a machine that others use: each launch has its own
     * speed, each process its own luck, each call its noise, and some calls are interrupted.
     */
    static List<Way> noisy(Random random, double factor, int processes, int rounds) {
        List<List<Double>> one = new ArrayList<>();
        List<List<Double>> other = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            double machine = 1e-3 * Math.exp(0.05 * random.nextGaussian());
            one.add(launch(random, machine, rounds));
            other.add(launch(random, factor * machine, rounds));
        }
        return List.of(way("slow", 8_000_000, one), way("fast", 8_000_000, other));
    }

    private static List<Double> launch(Random random, double machine, int rounds) {
        double luck = machine * Math.exp(0.02 * random.nextGaussian());
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            double interrupted = random.nextInt(20) == 0 ? 1 + random.nextDouble() : 1;
            times.add(luck * (1 + 0.03 * Math.abs(random.nextGaussian())) * interrupted);
        }
        return times;
    }
}
