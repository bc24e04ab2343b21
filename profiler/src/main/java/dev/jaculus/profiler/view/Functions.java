package dev.jaculus.profiler.view;

import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.Profile;
import dev.jaculus.profiler.model.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The processor time of each function. */
final class Functions {
    private Functions() {}

    /**
     * A function's samples.
     *
     * @param self in itself; a kernel's own is also what it calls of libraries, an import's what it runs
     * @param total in itself and all that it calls
     */
    record Share(Function function, long self, long total) {}

    private record Key(int stack, Kind kind) {}

    /** Of each function that was sampled, most in itself first. */
    static List<Share> of(Profile profile) {
        Map<Key, Long> weights = new HashMap<>();
        for (Sample sample : profile.samples()) {
            if (sample.kind().isProcessorTime()) {
                Key key = new Key(sample.stack(), sample.kind());
                weights.merge(key, sample.weight(), Long::sum);
            }
        }
        Map<Function, Long> self = new HashMap<>();
        Map<Function, Long> total = new HashMap<>();
        weights.forEach((key, weight) -> {
            List<Frame> frames = profile.frames(key.stack());
            if (!frames.isEmpty()) {
                Function own = self(profile, key, frames.getLast());
                self.merge(own, weight, Long::sum);
                var once = new HashSet<Function>(List.of(own));
                frames.forEach(frame -> once.add(frame.function()));
                once.forEach(function -> total.merge(function, weight, Long::sum));
            }
        });
        List<Share> shares = new ArrayList<>();
        total.forEach((function, samples) -> shares.add(new Share(function, self.getOrDefault(function, 0L), samples)));
        shares.sort(Comparator.comparingLong(Share::self)
                .thenComparingLong(Share::total)
                .reversed()
                .thenComparing(share -> share.function().name()));
        return shares;
    }

    private static Function self(Profile profile, Key key, Frame innermost) {
        Frame charged = profile.charged(key.stack()).orElse(innermost);
        return switch (key.kind()) {
            case KERNEL -> charged.function();
            case IMPORT -> charged.hasLine() ? imported(profile, charged) : innermost.function();
            default -> innermost.function();
        };
    }

    /** What stands for an import among the functions: the statement. */
    private static Function imported(Profile profile, Frame statement) {
        String file = statement.function().file();
        String text = profile.source(file).text().line(statement.line()).strip();
        String name = text.isEmpty() ? "import at line " + statement.line() : text;
        return new Function(Kind.IMPORT, name, file, statement.line(), "");
    }
}
