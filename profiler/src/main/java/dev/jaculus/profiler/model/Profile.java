package dev.jaculus.profiler.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that is known of a run: what readers fill, by {@link ProfileBuilder}, and reports are views of.
 *
 * @param rate samples a second of processor time
 * @param lost samples that were not kept
 * @param unsampledThreads threads that could not be sampled
 * @param stacks a caller stands before its stacks
 * @param sliceSeconds the length of the slices into which time is cut
 * @param samples in the order of their slices
 * @param counts of lines; empty unless they were counted
 * @param instructions of kernels; empty unless they were asked for
 * @param notes what an explanation says of lines; empty unless it was asked for
 * @param sources by path, of the files that frames name
 */
public record Profile(
        Run run,
        int rate,
        long lost,
        long unsampledThreads,
        List<ProgramProcess> processes,
        List<ProgramThread> threads,
        List<Frame> frames,
        List<Stack> stacks,
        double sliceSeconds,
        List<Sample> samples,
        List<LineCount> counts,
        List<Allocation> allocations,
        MemoryUse memory,
        List<FunctionFacts> facts,
        List<Instruction> instructions,
        List<Note> notes,
        Map<String, SourceFile> sources) {
    public Profile {
        processes = List.copyOf(processes);
        threads = List.copyOf(threads);
        frames = List.copyOf(frames);
        stacks = List.copyOf(stacks);
        samples = List.copyOf(samples);
        counts = List.copyOf(counts);
        allocations = List.copyOf(allocations);
        facts = List.copyOf(facts);
        instructions = List.copyOf(instructions);
        notes = List.copyOf(notes);
        sources = Map.copyOf(sources);
    }

    /** All samples of processor time. */
    public long total() {
        return samples.stream()
                .filter(sample -> sample.kind().isProcessorTime())
                .mapToLong(Sample::weight)
                .sum();
    }

    /** The samples of a kind. */
    public long of(Kind kind) {
        return samples.stream()
                .filter(sample -> sample.kind() == kind)
                .mapToLong(Sample::weight)
                .sum();
    }

    /** The time that a number of samples stands for. */
    public double seconds(long samples) {
        return (double) samples / rate;
    }

    /** The frames of a stack, outermost first. */
    public List<Frame> frames(int stack) {
        List<Frame> found = new ArrayList<>();
        for (int at = stack; at != Stack.NONE; at = stacks.get(at).caller()) {
            found.add(frames.get(stacks.get(at).frame()));
        }
        Collections.reverse(found);
        return found;
    }

    /**
     * The frame whose line a stack's time is charged to: the innermost with a line in the user's own code, else the innermost
     * with a line.
     */
    public Optional<Frame> charged(int stack) {
        Frame other = null;
        for (int at = stack; at != Stack.NONE; at = stacks.get(at).caller()) {
            Frame frame = frames.get(stacks.get(at).frame());
            if (frame.hasLine() && frame.function().isOwn()) {
                return Optional.of(frame);
            }
            if (frame.hasLine() && other == null) {
                other = frame;
            }
        }
        return Optional.ofNullable(other);
    }

    /** The files with the lines that samples are charged to. */
    public Set<String> files() {
        return samples.stream()
                .map(Sample::stack)
                .distinct()
                .flatMap(stack -> charged(stack).stream())
                .map(frame -> frame.function().file())
                .collect(Collectors.toSet());
    }

    /** The same with the text of these files too. */
    public Profile with(Collection<SourceFile> more) {
        Map<String, SourceFile> all = new HashMap<>(sources);
        more.forEach(file -> all.put(file.path(), file));
        return with(counts, allocations, instructions, notes, all);
    }

    /** The same with the machine code of its kernels. */
    public Profile withInstructions(List<Instruction> listed) {
        return with(counts, allocations, listed, notes, sources);
    }

    /** The same with what an explanation says of its lines. */
    public Profile withNotes(List<Note> said) {
        return with(counts, allocations, instructions, said, sources);
    }

    /** The same with what its lines allocated. */
    Profile withAllocations(List<Allocation> allocated) {
        return with(counts, allocated, instructions, notes, sources);
    }

    /** The same with other counts of its lines. */
    public Profile withCounts(List<LineCount> counted) {
        return with(counted, allocations, instructions, notes, sources);
    }

    private Profile with(
            List<LineCount> counted,
            List<Allocation> allocated,
            List<Instruction> listed,
            List<Note> said,
            Map<String, SourceFile> texts) {
        return new Profile(
                run,
                rate,
                lost,
                unsampledThreads,
                processes,
                threads,
                frames,
                stacks,
                sliceSeconds,
                samples,
                counted,
                allocated,
                memory,
                facts,
                listed,
                said,
                texts);
    }

    /** The source of a file that frames name. */
    public SourceFile source(String file) {
        return sources.getOrDefault(file, new SourceFile(file, file, new Source.Missing("their text was not kept")));
    }
}
