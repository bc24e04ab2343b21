package dev.jaculus.profiler;

import dev.jaculus.profiler.samples.AddressSpace;
import dev.jaculus.profiler.samples.Mapping;
import dev.jaculus.profiler.symbols.Kernels;
import dev.jaculus.profiler.symbols.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which native code a thread was in: a kernel's, or others', at which addresses.
 *
 * <p>A sample is a kernel's when its program counter is in one, or in a library that a kernel calls (mathematics,
 * memory, our runtime) on its way back into one: the time in {@code exp} is the time of the line that says exp. The
 * sampler found that way back as the nearest return address on the stack; other libraries than these are never taken for
 * a kernel's, so that a leftover on the stack cannot count the interpreter's time as a kernel's.
 */
record Attribution(AddressSpace space, Kernels kernels) {
    private static final Set<String> CALLED_BY_KERNELS = Set.of("libm", "libmvec", "libc", "libjaculus_rt");

    /** An address on the way: in a kernel, or in other code. */
    sealed interface Step {}

    record InKernel(Place place) implements Step {}

    record Elsewhere(long address) implements Step {}

    Attribution(AddressSpace space) {
        this(space, new Kernels(space));
    }

    /** The steps, the innermost first: of a program counter and the addresses to which its callers return. */
    List<Step> steps(long pc, List<Long> returns) {
        List<Step> steps = new ArrayList<>();
        Optional<Place> here = kernels.waitedFor(pc);
        if (here.isPresent() && returns.isEmpty()) {
            steps.add(new InKernel(here.get()));
        } else if (here.isEmpty()) { // otherwise it is a jump to another library
            steps.add(new Elsewhere(pc));
        }
        if (here.isPresent() || calledByKernels(pc)) {
            // A return address is after the call, which may have been the last of its line.
            returns.forEach(at -> kernels.at(at - 1).map(InKernel::new).ifPresent(steps::add));
        }
        return steps;
    }

    private boolean calledByKernels(long pc) {
        return library(pc).filter(CALLED_BY_KERNELS::contains).isPresent();
    }

    /** The name of the library or program that an address is in, without its version: {@code libm}, {@code python3}. */
    Optional<String> library(long pc) {
        return space.at(pc)
                .map(Mapping::path)
                .filter(path -> path.startsWith("/"))
                .map(path -> Path.of(path).getFileName().toString())
                .map(name -> name.split("[.-]", 2)[0]); // libm.so.6, and libm-2.31.so as older systems name it
    }
}
