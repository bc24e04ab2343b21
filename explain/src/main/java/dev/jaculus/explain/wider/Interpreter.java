package dev.jaculus.explain.wider;

import dev.jaculus.explain.Observation;
import dev.jaculus.explain.Place;
import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where a run spends its time outside of kernels: in Python that a kernel could do, or waiting for the compiler. */
public final class Interpreter {
    private static final double MUCH = 0.1;

    private Interpreter() {}

    /** What is to be said of a run. */
    public static List<Observation> of(Profile profile) {
        List<Observation> found = new ArrayList<>();
        double total = profile.total();
        if (total == 0) {
            return found;
        }
        Map<Place, Long> python = new TreeMap<>();
        for (Sample sample : profile.samples()) {
            if (sample.kind() == Kind.PYTHON) {
                profile.charged(sample.stack())
                        .filter(frame -> frame.function().isOwn()
                                && !frame.function().name().startsWith("<"))
                        .map(Interpreter::place)
                        .ifPresent(place -> python.merge(place, sample.weight(), Long::sum));
            }
        }
        python.forEach((place, weight) -> {
            if (weight > MUCH * total) {
                found.add(new Observation(
                        Observation.Kind.INTERPRETER,
                        place,
                        percent(weight / total) + " of the time is the interpreter's in this line",
                        "@njit for the function that it is in, or a loop of it in one of its own"));
            }
        });
        double compiling = profile.of(Kind.COMPILE) / total;
        if (compiling > MUCH) {
            found.add(new Observation(
                    Observation.Kind.COMPILING,
                    new Place("", 0, 0),
                    percent(compiling) + " of the time is spent for compiling",
                    "nothing, for the next run finds the kernels in the cache"));
        }
        return found;
    }

    private static Place place(Frame frame) {
        return new Place(frame.function().file(), frame.line(), 0);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
