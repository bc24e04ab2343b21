package dev.jaculus.profiler.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProfileBuilderTest {
    private static final Function MAIN = Function.python("main", "/me/a.py", 1);
    private static final Function KERNEL = Function.kernel("k", "/me/a.py", 10);
    private static final Function LIBRARY = Function.kernel("cumsum", "<jaculus>/numpy/sums.py", 4);
    private static final Function EXP = Function.nativeCode("exp", "libm");

    private final ProfileBuilder builder = new ProfileBuilder(1000);

    private static Frame at(Function function, int line) {
        return new Frame(function, line);
    }

    @Test
    void theSameStacksInTheSameSliceAreOneSample() {
        int thread = builder.thread(builder.process(1, "p"), 1, "t");
        for (int i = 0; i < 10_000; i++) {
            builder.sample(thread, Kind.KERNEL, i * 1_000_000L, 2, List.of(at(MAIN, 3), at(KERNEL, 11 + i % 2)));
        }
        Profile profile = builder.build();
        assertEquals(20_000, profile.total());
        assertEquals(0.010, profile.sliceSeconds(), 1e-12); // 10 s in at most 1000 slices
        assertEquals(2000, profile.samples().size());
        assertEquals(3, profile.frames().size());
        assertEquals(3, profile.stacks().size());
        assertEquals(
                List.of(at(MAIN, 3), at(KERNEL, 12)),
                profile.frames(profile.samples().getLast().stack()));
        assertEquals(999, profile.samples().getLast().slice());
    }

    @Test
    void waitingIsNoProcessorTime() {
        builder.sample(0, Kind.WAITING, 0, 7, List.of(at(MAIN, 3)));
        builder.sample(0, Kind.PYTHON, 0, 3, List.of(at(MAIN, 3)));
        assertEquals(3, builder.build().total());
        assertEquals(7, builder.build().of(Kind.WAITING));
    }

    private Optional<Integer> charged(Frame... frames) {
        int stack = builder.stack(List.of(frames));
        return builder.build().charged(stack).map(Frame::line);
    }

    @Test
    void timeIsChargedToTheInnermostLineOfTheUsers() {
        assertEquals(Optional.of(12), charged(at(MAIN, 3), at(KERNEL, 12), at(LIBRARY, 8), at(EXP, 0)));
        assertEquals(Optional.of(3), charged(at(MAIN, 3), at(KERNEL, 0)));
        assertEquals(Optional.of(8), charged(at(LIBRARY, 7), at(LIBRARY, 8), at(EXP, 0)));
        assertEquals(Optional.empty(), charged(at(EXP, 0)));
        assertEquals(Optional.empty(), charged());
    }
}
