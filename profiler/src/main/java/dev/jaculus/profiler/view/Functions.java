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
     * @param self in itself; a kernel's own is also what it calls of libraries
     * @param total in itself and all that it calls
     */
    record Share(Function function, long self, long total) {}

    private record Key(int stack, boolean kernel) {}

    /** Of each function that was sampled, most in itself first. */
    static List<Share> of(Profile profile) {
        Map<Key, Long> weights = new HashMap<>();
        for (Sample sample : profile.samples()) {
            if (sample.kind().isProcessorTime()) {
                Key key = new Key(sample.stack(), sample.kind() == Kind.KERNEL);
                weights.merge(key, sample.weight(), Long::sum);
            }
        }
        Map<Function, Long> self = new HashMap<>();
        Map<Function, Long> total = new HashMap<>();
        weights.forEach((key, weight) -> {
            List<Frame> frames = profile.frames(key.stack());
            if (!frames.isEmpty()) {
                Frame innermost =
                        key.kernel() ? profile.charged(key.stack()).orElse(frames.getLast()) : frames.getLast();
                self.merge(innermost.function(), weight, Long::sum);
                var once = new HashSet<Function>();
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
}
