package dev.jaculus.profiler;

import dev.jaculus.profiler.samples.AddressSpace;
import dev.jaculus.profiler.samples.Mapping;
import dev.jaculus.profiler.samples.Sample;
import dev.jaculus.profiler.symbols.Kernels;
import dev.jaculus.profiler.symbols.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which samples are a kernel's, and where in it.
 *
 * <p>A sample is a kernel's when its program counter is in one, or in a library that a kernel calls (mathematics,
 * memory, our runtime) on its way back into one: the time in {@code exp} is the time of the line that says exp. The
 * sampler found that way back as the nearest return address on the stack; other libraries than these are never taken for
 * a kernel's, so that a leftover on the stack cannot count the interpreter's time as a kernel's.
 */
record Attribution(AddressSpace space, Kernels kernels) {
    private static final Set<String> CALLED_BY_KERNELS = Set.of("libm", "libmvec", "libc", "libjaculus_rt");

    /** What became of a sample. */
    sealed interface Verdict {}

    /** It is in a kernel, at this place. */
    record InKernel(Place place) implements Verdict {}

    enum Other implements Verdict {
        NON_KERNEL,
        BAD
    }

    Attribution(AddressSpace space) {
        this(space, new Kernels(space));
    }

    Verdict of(Sample sample) {
        if (sample.weight() <= 0 || sample.pc() == 0) {
            return Other.BAD;
        }
        Optional<Place> here = kernels.waitedFor(sample.pc());
        boolean called = sample.kernel() != 0 && sample.kernel() != sample.pc();
        if (here.isPresent() && !called) {
            return new InKernel(here.get());
        }
        if (sample.kernel() == 0) {
            return Other.NON_KERNEL;
        }
        if (sample.kernel() == sample.pc()) {
            return Other.BAD; // it was a kernel when the sample was taken, but its file is gone
        }
        if (here.isEmpty() && !calledByKernels(sample.pc())) { // otherwise it is a jump to another library
            return Other.NON_KERNEL;
        }
        // A return address is after the call, which may have been the last of its line.
        return kernels.at(sample.kernel() - 1).<Verdict>map(InKernel::new).orElse(Other.BAD);
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

    /** All places of some verdicts, each once. */
    static Set<Place> places(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(InKernel.class::isInstance)
                .map(v -> ((InKernel) v).place())
                .collect(Collectors.toSet());
    }
}
