package dev.jaculus.llvm;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * LLVM's switches that have no function of their own and are set as on a command line. They are the process's, whatever
 * toolchain or context asks for them.
 */
final class Settings {
    /**
     * Superword-level parallelism is off, as in Numba (the pass manager's own option for it is not heeded by this LLVM). It
     * makes one wide access of neighbours that the last turn of a loop wrote one by one, and the wide load then waits for
     * both stores to reach the cache: dithering took 1.6 times as long.
     */
    static final String NO_SLP = "-vectorize-slp=false";

    /** Unrolling loops whose count only run time knows took a quarter of LLVM's time, and no kernel of bench/ was faster. */
    static final String NO_RUNTIME_UNROLLING = "-unroll-runtime=false";

    /**
     * Loop strength reduction chooses one induction variable for many addresses. x86 adds and scales in the address for nothing, and what
     * the pass chooses made the reordered dither 1.1 times as slow, a stencil and a sort 1.13 (a sieve is 1.1 times faster with it);
     * it also took a tenth of LLVM's time, and half of the code generator's for a stencil.
     */
    static final String NO_STRENGTH_REDUCTION = "-disable-lsr";

    /**
     * A sum of floats may be vectorised although it must be added in order: what is added is computed by vectors, then added one by one. A sum
     * of exponentials is three times as fast so.
     */
    static final String ORDERED_SUMS = "-force-ordered-reductions=true";

    private static final Set<String> DONE = new HashSet<>();

    private Settings() {}

    /** Sets what is not set yet: for LLVM a switch that comes twice is an error, and ends the process. */
    static synchronized void set(Bindings llvm, String... switches) {
        String[] missing = Arrays.stream(switches).filter(DONE::add).toArray(String[]::new);
        if (missing.length == 0) {
            return;
        }
        String[] line =
                Stream.concat(Stream.of("jaculus"), Arrays.stream(missing)).toArray(String[]::new);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pointers = arena.allocate(ADDRESS, line.length);
            for (int i = 0; i < line.length; i++) {
                pointers.setAtIndex(ADDRESS, i, arena.allocateFrom(line[i]));
            }
            llvm.call(LlvmCall.LLVMParseCommandLineOptions, line.length, pointers.address(), 0);
        }
    }
}
