package dev.jaculus.profiler;

import dev.jaculus.profiler.Attribution.Elsewhere;
import dev.jaculus.profiler.Attribution.InKernel;
import dev.jaculus.profiler.Attribution.Step;
import dev.jaculus.profiler.model.Frame;
import dev.jaculus.profiler.model.Function;
import dev.jaculus.profiler.model.Kind;
import dev.jaculus.profiler.model.ProfileBuilder;
import dev.jaculus.profiler.model.Stack;
import dev.jaculus.profiler.samples.Allocations;
import dev.jaculus.profiler.samples.Calls;
import dev.jaculus.profiler.samples.Sample;
import dev.jaculus.profiler.symbols.NativeFunction;
import dev.jaculus.profiler.symbols.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stacks of one process's samples, as a profile has them. Each is looked at once, however many samples have it. */
final class Stacks {
    /** What a kernel's file begins in: no function of the user's, whose own may be inlined into it. */
    private static final String ENTRY = "jaculus_entry";

    /** A program counter that is in no code. */
    private static final long NOWHERE = 1;

    private final Calls calls;
    private final Attribution attribution;
    private final Modules modules;
    private final Map<Where, Native> natives = new HashMap<>();

    /** The interpreter's part of stacks, by the number of its innermost call. */
    private final Map<Integer, Found> interpreted = new HashMap<>();

    private final Map<Where, Found> found = new HashMap<>();

    private record Where(long pc, int caller, int flags) {}

    /** The native part of a stack, the innermost step first, and the number of the interpreter's call below it. */
    private record Native(List<Step> steps, int interpreted) {}

    /** A stack of the builder's, what a thread is doing there, and whose the innermost of the interpreter's frames is. */
    record Found(Kind kind, int stack, String library) {
        Found(Kind kind, int stack) {
            this(kind, stack, "");
        }
    }

    Stacks(Calls calls, Attribution attribution, Modules modules) {
        this.calls = calls;
        this.attribution = attribution;
        this.modules = modules;
    }

    /** The places in kernels that samples have in their stacks. */
    Set<Place> places(List<Sample> samples) {
        Set<Place> places = new HashSet<>();
        for (Sample sample : samples) {
            for (Step step : nativePart(sample).steps()) {
                if (step instanceof InKernel(Place place)) {
                    places.add(place);
                }
            }
        }
        return places;
    }

    /** The places in kernels that calls which allocate have in their stacks. */
    Set<Place> placesOfSites(List<Allocations.Site> sites) {
        return places(sites.stream().map(site -> inCall(site.caller())).toList());
    }

    /** The stack of a call that allocates; {@link Stack#NONE} where nothing is known of it. */
    int ofCall(int caller, ProfileBuilder builder, Map<Place, List<dev.jaculus.profiler.symbols.Frame>> lines) {
        return of(inCall(caller), builder, lines).stack();
    }

    /** A sample that is nowhere but in a call. */
    private static Sample inCall(int caller) {
        return new Sample(NOWHERE, caller, 0, 0, 1, 0);
    }

    /** The place in a kernel that a sample waited for, if it is in one or in what one called. */
    Optional<Place> waitedFor(Sample sample) {
        if (sample.weight() <= 0 || sample.pc() == 0 || sample.waiting()) {
            return Optional.empty();
        }
        for (Step step : nativePart(sample).steps()) {
            if (step instanceof InKernel(Place place)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private static Where where(Sample sample) {
        return new Where(sample.pc(), sample.caller(), sample.flags());
    }

    private Native nativePart(Sample sample) {
        return natives.computeIfAbsent(where(sample), where -> {
            List<Long> returns = new ArrayList<>();
            int number = where.caller();
            while (number != Calls.NONE && calls.at(number) instanceof Calls.Native(int caller, long returnsTo)) {
                returns.add(returnsTo);
                number = caller;
            }
            return new Native(attribution.steps(sample, returns), number);
        });
    }

    /** The stack of a sample, in a profile; {@code lines} are those of all {@link #places}. */
    Found of(Sample sample, ProfileBuilder builder, Map<Place, List<dev.jaculus.profiler.symbols.Frame>> lines) {
        if (sample.weight() <= 0 || (sample.pc() == 0 && !sample.waiting())) {
            return new Found(Kind.UNKNOWN, Stack.NONE);
        }
        return found.computeIfAbsent(where(sample), where -> {
            Native part = nativePart(sample);
            Found below = interpreted(part.interpreted(), builder);
            List<Step> steps = part.steps();
            if (sample.waiting()) {
                return waiting(steps, below, builder);
            }
            if (steps.stream().anyMatch(InKernel.class::isInstance)) {
                return kernel(steps, below, builder, lines);
            }
            return sample.inKernel() ? new Found(Kind.UNKNOWN, below.stack()) : outside(part, below, builder);
        });
    }

    /** A kernel, and what it called. */
    private Found kernel(
            List<Step> steps,
            Found below,
            ProfileBuilder builder,
            Map<Place, List<dev.jaculus.profiler.symbols.Frame>> lines) {
        int stack = below.stack();
        boolean inKernel = false;
        boolean hasLine = false;
        for (Step step : steps.reversed()) {
            switch (step) {
                case InKernel(Place place) -> {
                    inKernel = true;
                    for (Frame frame : kernelFrames(lines.getOrDefault(place, List.of()))) {
                        stack = builder.stack(stack, frame);
                        hasLine = true;
                    }
                }
                case Elsewhere(NativeFunction function) -> {
                    if (inKernel) { // else it is on the way to the kernel
                        stack = builder.stack(stack, frame(Kind.KERNEL, function));
                    }
                }
            }
        }
        return new Found(hasLine ? Kind.KERNEL : Kind.UNKNOWN, stack);
    }

    /** Other native code. What the interpreter does for its own frames is theirs. */
    private static Found outside(Native part, Found below, ProfileBuilder builder) {
        List<NativeFunction> functions = new ArrayList<>();
        part.steps().reversed().forEach(step -> functions.add(((Elsewhere) step).function()));
        while (functions.size() > 1 && isStartOfThread(functions.getFirst())) {
            functions.removeFirst();
        }
        boolean known = part.interpreted() != Calls.NONE;
        boolean interpreter = functions.stream().anyMatch(NativeFunction::isInterpreter);
        boolean others = functions.stream().anyMatch(it -> !it.isInterpreter() && !it.isCommon());
        boolean python = known || interpreter;
        int stack = below.stack();
        NativeFunction last = null;
        for (NativeFunction function : functions) {
            boolean shown = !known || (others && !function.isInterpreter()) || function.isGarbageCollection();
            if (shown && !function.equals(last)) {
                stack = builder.stack(stack, frame(python && !others ? Kind.PYTHON : Kind.NATIVE, function));
                last = function;
            }
        }
        Kind own = python && !others ? Kind.PYTHON : Kind.NATIVE;
        if (functions.stream().anyMatch(NativeFunction::isGarbageCollection)) {
            return new Found(Kind.GARBAGE, stack);
        }
        return new Found(below.kind() == Kind.PYTHON ? own : below.kind(), stack);
    }

    /** The C library starts a thread, and our own function does what is to be done first. */
    private static boolean isStartOfThread(NativeFunction function) {
        return function.isCommon() || function.library().equals("jaculus");
    }

    /** What a thread waits for is the innermost function of others than the interpreter, where it is known. */
    private static Found waiting(List<Step> steps, Found below, ProfileBuilder builder) {
        List<NativeFunction> functions = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Elsewhere(NativeFunction function)) {
                functions.add(function);
            }
        }
        Frame what = null;
        if (functions.stream().anyMatch(NativeFunction::isWaitForInterpreter)) {
            what = new Frame(new Function(Kind.WAITING, "waiting for the GIL", "", 0, NativeFunction.INTERPRETER), 0);
        } else if (!functions.isEmpty() && !functions.getFirst().isInterpreter()) {
            what = frame(Kind.WAITING, functions.getFirst());
        }
        return new Found(Kind.WAITING, what == null ? below.stack() : builder.stack(below.stack(), what));
    }

    private static Frame frame(Kind kind, NativeFunction function) {
        return new Frame(new Function(kind, function.name(), "", 0, function.library()), 0);
    }

    /** The function that a thread of no interpreter's runs; empty when it is not known. */
    String outermost(Sample sample) {
        List<NativeFunction> functions = new ArrayList<>();
        Native part = nativePart(sample);
        if (part.interpreted() != Calls.NONE || part.steps().stream().anyMatch(InKernel.class::isInstance)) {
            return "";
        }
        for (Step step : part.steps().reversed()) {
            if (step instanceof Elsewhere(NativeFunction function) && !isStartOfThread(function)) {
                functions.add(function);
            }
        }
        return functions.isEmpty() ? "" : functions.getFirst().name();
    }

    /** Outermost first. */
    private List<Frame> kernelFrames(List<dev.jaculus.profiler.symbols.Frame> innermostFirst) {
        List<Frame> frames = new ArrayList<>();
        boolean inlinedThere = innermostFirst.stream()
                .anyMatch(one ->
                        one.isKnown() && !one.isLibrary() && !one.function().equals(ENTRY));
        for (var frame : innermostFirst.reversed()) {
            boolean entry = frame.function().equals(ENTRY) && inlinedThere;
            boolean wrapper = frame.file().equals(Modules.WRAPPER) && innermostFirst.size() > 1;
            if (frame.isKnown() && !entry && !wrapper) {
                String library = modules.of(frame.file()).library();
                Function function = library.isEmpty()
                        ? Function.kernel(frame.function(), frame.file(), frame.functionLine())
                        : new Function(Kind.KERNEL, frame.function(), frame.file(), frame.functionLine(), library);
                frames.add(new Frame(function, frame.line(), !frames.isEmpty()));
            }
        }
        return frames;
    }

    private Found interpreted(int number, ProfileBuilder builder) {
        Found known = interpreted.get(number);
        if (known != null) {
            return known;
        }
        Found result = new Found(Kind.PYTHON, Stack.NONE);
        if (number != Calls.NONE) {
            Calls.Call call = calls.at(number);
            Found below = interpreted(call.caller(), builder);
            result = call instanceof Calls.Interpreted frame ? with(frame, below, builder) : below;
        }
        interpreted.put(number, result);
        return result;
    }

    private Found with(Calls.Interpreted frame, Found below, ProfileBuilder builder) {
        Modules.Module module = modules.of(frame.code().file());
        if (module.isOurs() && (below.stack() == Stack.NONE || module.isHidden())) {
            return below; // we stand below everything
        }
        if (frame.code().file().startsWith("<")
                && module.isOwn()
                && !below.library().isEmpty()) {
            module = new Modules.Module(below.library()); // what a library has made of a text is the library's
        }
        Function function = new Function(
                Kind.PYTHON,
                frame.code().name(),
                frame.code().file(),
                frame.code().line(),
                module.library());
        int stack = builder.stack(below.stack(), new Frame(function, frame.line()));
        return new Found(module.kind(below.kind()), stack, module.library());
    }
}
