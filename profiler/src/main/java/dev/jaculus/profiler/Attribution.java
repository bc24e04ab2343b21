package dev.jaculus.profiler;

import dev.jaculus.profiler.samples.AddressSpace;
import dev.jaculus.profiler.samples.Sample;
import dev.jaculus.profiler.symbols.Kernels;
import dev.jaculus.profiler.symbols.NativeCode;
import dev.jaculus.profiler.symbols.NativeFunction;
import dev.jaculus.profiler.symbols.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which native code a thread was in: a kernel's, or other functions.
 *
 * <p>A sample is a kernel's when a kernel is on the way: the time in {@code exp} is the time of the line that says exp. Where the
 * sampler could only guess, from the nearest words of the stack, that is believed of libraries that kernels call (mathematics,
 * memory, our runtime), so that a leftover on the stack cannot count the interpreter's time as a kernel's.
 */
record Attribution(Kernels kernels, NativeCode others) {
    private static final Set<String> CALLED_BY_KERNELS = Set.of("libm", "libmvec", "libc", "jaculus");

    /** A function on the way: of a kernel, or another. */
    sealed interface Step {}

    record InKernel(Place place) implements Step {}

    record Elsewhere(NativeFunction function) implements Step {}

    Attribution(AddressSpace space, AddressSpace images) {
        this(new Kernels(space, images), new NativeCode(space));
    }

    /** The steps, the innermost first: of a sample and the addresses to which its native callers return. */
    List<Step> steps(Sample sample, List<Long> returns) {
        List<Step> steps = new ArrayList<>();
        Optional<Place> here = kernels.waitedFor(sample.pc());
        boolean jumps = sample.inKernel() && !returns.isEmpty(); // from a kernel to another library
        if (here.isPresent() && !jumps) {
            steps.add(new InKernel(here.get()));
        }
        Optional<NativeFunction> function = others.at(sample.pc());
        if (here.isEmpty()) {
            function.map(Elsewhere::new).ifPresent(steps::add);
            if (sample.guessed()
                    && function.filter(it -> CALLED_BY_KERNELS.contains(it.library()))
                            .isEmpty()) {
                return steps;
            }
        }
        for (long to : returns) {
            // A return address is after the call, which may have been the last of its line.
            Optional<Place> kernel = kernels.at(to - 1);
            if (kernel.isPresent()) {
                steps.add(new InKernel(kernel.get()));
            } else {
                others.at(to - 1).map(Elsewhere::new).ifPresent(steps::add);
            }
        }
        return steps;
    }
}
