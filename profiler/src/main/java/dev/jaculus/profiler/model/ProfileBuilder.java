package dev.jaculus.profiler.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is known of a run; the same frames, stacks and samples become one. */
public final class ProfileBuilder {
    /** Time is cut into so many slices, or a few less: as many as a wide screen has dots. */
    private static final int SLICES = 1000;

    private static final long SHORTEST_SLICE = 1_000_000;

    private final int rate;
    private final List<ProgramProcess> processes = new ArrayList<>();
    private final List<ProgramThread> threads = new ArrayList<>();
    private final Map<Frame, Integer> frames = new LinkedHashMap<>();
    private final Map<Stack, Integer> stacks = new LinkedHashMap<>();
    private final List<LineCount> counts = new ArrayList<>();
    private final List<Allocation> allocations = new ArrayList<>();
    private final Map<Integer, long[]> allocated = new LinkedHashMap<>();
    private final List<FunctionFacts> facts = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final Map<String, SourceFile> sources = new HashMap<>();
    private final Raw raw = new Raw();
    private MemoryUse memory = MemoryUse.NONE;
    private Run run = Run.UNKNOWN;
    private long lost;
    private long unsampledThreads;

    /**
     * Of a run that was sampled at a rate.
     *
     * @param rate samples a second of processor time
     */
    public ProfileBuilder(int rate) {
        this.rate = Math.max(1, rate);
    }

    public void run(Run run) {
        this.run = run;
    }

    /** Samples that were not kept, and threads that could not be sampled: added to those before. */
    public void lost(long samples, long threads) {
        lost += samples;
        unsampledThreads += threads;
    }

    /** A process; gives its index. */
    public int process(long id, String name) {
        processes.add(new ProgramProcess(id, name));
        return processes.size() - 1;
    }

    /** A thread of a process; gives its index. */
    public int thread(int process, long id, String name) {
        threads.add(new ProgramThread(process, id, name));
        return threads.size() - 1;
    }

    /** The stack of these frames, outermost first; the same frames have the same. No frames: {@link Stack#NONE}. */
    public int stack(List<Frame> outermostFirst) {
        int stack = Stack.NONE;
        for (Frame frame : outermostFirst) {
            stack = stack(stack, frame);
        }
        return stack;
    }

    /** The stack in which a frame is called from another stack. */
    public int stack(int caller, Frame frame) {
        int known = frames.computeIfAbsent(frame, f -> frames.size());
        return stacks.computeIfAbsent(new Stack(caller, known), s -> stacks.size());
    }

    /** A sample: {@code nanoseconds} since the run's start, and how many samples it stands for. */
    public void sample(int thread, Kind kind, long nanoseconds, long weight, int stack) {
        raw.add(thread, kind, nanoseconds, weight, stack);
    }

    /** The same, of frames, outermost first. */
    public void sample(int thread, Kind kind, long nanoseconds, long weight, List<Frame> outermostFirst) {
        sample(thread, kind, nanoseconds, weight, stack(outermostFirst));
    }

    public void count(LineCount count) {
        counts.add(count);
    }

    public void allocation(Allocation allocation) {
        allocations.add(allocation);
    }

    /** The same of a call with its stack; it is charged to the line that time there is charged to. */
    public void allocation(int stack, long bytes, long count, long atPeak, long atExit) {
        long[] sum = allocated.computeIfAbsent(stack, s -> new long[4]);
        sum[0] += bytes;
        sum[1] += count;
        sum[2] += atPeak;
        sum[3] += atExit;
    }

    public void memory(MemoryUse memory) {
        this.memory = memory;
    }

    public void facts(FunctionFacts facts) {
        this.facts.add(facts);
    }

    public void instruction(Instruction instruction) {
        instructions.add(instruction);
    }

    public void note(Note note) {
        notes.add(note);
    }

    public void source(SourceFile source) {
        sources.put(source.path(), source);
    }

    /** All that was collected. */
    public Profile build() {
        Profile profile = withoutAllocations();
        return profile.withAllocations(charged(profile));
    }

    private List<Allocation> charged(Profile profile) {
        record Line(String file, int number) {}
        Map<Line, long[]> sums = new LinkedHashMap<>();
        allocated.forEach((stack, each) -> {
            Line line = profile.charged(stack)
                    .map(frame -> new Line(frame.function().file(), frame.line()))
                    .orElse(new Line("", 0));
            long[] sum = sums.computeIfAbsent(line, l -> new long[4]);
            Arrays.setAll(sum, i -> sum[i] + each[i]);
        });
        List<Allocation> all = new ArrayList<>(allocations);
        sums.forEach(
                (line, sum) -> all.add(new Allocation(line.file(), line.number(), sum[0], sum[1], sum[2], sum[3])));
        return all;
    }

    private Profile withoutAllocations() {
        long slice = raw.slice();
        return new Profile(
                run,
                rate,
                lost,
                unsampledThreads,
                processes,
                threads,
                List.copyOf(frames.keySet()),
                List.copyOf(stacks.keySet()),
                slice / 1e9,
                raw.samples(slice),
                counts,
                List.of(),
                memory,
                facts,
                instructions,
                notes,
                sources);
    }

    /** Samples before their time is cut, in columns: there may be millions. */
    private static final class Raw {
        private int size;
        private int[] threads = new int[1024];
        private Kind[] kinds = new Kind[1024];
        private long[] times = new long[1024];
        private long[] weights = new long[1024];
        private int[] stacks = new int[1024];

        void add(int thread, Kind kind, long time, long weight, int stack) {
            if (size == threads.length) {
                int more = size * 2;
                threads = Arrays.copyOf(threads, more);
                kinds = Arrays.copyOf(kinds, more);
                times = Arrays.copyOf(times, more);
                weights = Arrays.copyOf(weights, more);
                stacks = Arrays.copyOf(stacks, more);
            }
            threads[size] = thread;
            kinds[size] = kind;
            times[size] = Math.max(0, time);
            weights[size] = weight;
            stacks[size++] = stack;
        }

        /** Nanoseconds: 1, 2 or 5 times a power of ten, so that axes can be read. */
        long slice() {
            long last = Arrays.stream(times, 0, size).max().orElse(0);
            long slice = SHORTEST_SLICE;
            for (int step = 0; last / slice >= SLICES; step++) {
                slice = step % 3 == 1 ? slice / 2 * 5 : slice * 2;
            }
            return slice;
        }

        private record Key(int thread, int stack, Kind kind, int slice) {}

        List<Sample> samples(long slice) {
            Map<Key, long[]> sums = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                Key key = new Key(threads[i], stacks[i], kinds[i], (int) (times[i] / slice));
                sums.computeIfAbsent(key, k -> new long[1])[0] += weights[i];
            }
            List<Sample> samples = new ArrayList<>(sums.size());
            sums.forEach((key, sum) -> samples.add(new Sample(key.thread, key.stack, key.kind, key.slice, sum[0])));
            samples.sort(Comparator.comparingInt(Sample::slice));
            return samples;
        }
    }
}
