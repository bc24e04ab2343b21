package dev.jaculus.host;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * libjaculus_rt.so, which every kernel needs, and calls of its functions and of kernels. All have at most three
 * arguments in integer registers and their result in one, so one shape serves for all; a 32-bit result is its low half.
 */
final class RuntimeLibrary {
    static final int ARGUMENTS = 32;
    private static final int TRACE = 64;

    private static final MethodHandle CALL =
            Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    private final MemorySegment newEnv;
    private final MemorySegment trace;
    private final MemorySegment arguments;
    private final MemorySegment releaseHost;
    private final MemorySegment sweep;
    /** An env serves one call at a time, on any thread. */
    private final Queue<Env> idle = new ConcurrentLinkedQueue<>();

    /** Loads the library for good: kernels are bound to it. */
    RuntimeLibrary(Path file) {
        SymbolLookup library = SymbolLookup.libraryLookup(file, Arena.global());
        newEnv = library.findOrThrow("jac_env_new");
        trace = library.findOrThrow("jac_env_trace");
        arguments = library.findOrThrow("jac_arguments");
        sweep = library.findOrThrow("jac_sweep");
        releaseHost = library.findOrThrow("jac_release_host");
    }

    static long call(MemorySegment function, long a, long b, long c) {
        try {
            return (long) CALL.invokeExact(function, a, b, c);
        } catch (Throwable t) {
            throw new AssertionError("a downcall threw", t);
        }
    }

    /** Ends one reference to a block that a kernel returned. */
    void release(long owner) {
        call(releaseHost, owner, 0, 0);
    }

    /** An env for one call; {@link Env#close} makes it free for the next. */
    Env env() {
        Env env = idle.poll();
        if (env != null) {
            return env;
        }
        long address = call(newEnv, 0, 0, 0);
        if (address == 0) {
            throw new OutOfMemoryError("no memory for a kernel's environment");
        }
        return new Env(address);
    }

    /** What one call at a time carries beside its arguments. */
    final class Env implements AutoCloseable {
        private final long address;
        /** For arguments and results; kept, since getting memory takes longer than a small kernel. */
        private MemorySegment slots = MemorySegment.NULL;

        private Env(long address) {
            this.address = address;
        }

        /** Room for so many slots, until the env is closed. */
        MemorySegment slots(int count) {
            if (slots.byteSize() < Slots.SIZE * count) {
                slots = Arena.ofAuto().allocate(Slots.SIZE * Math.max(64, count), Slots.SIZE);
            }
            return slots;
        }

        /** The kernel's status. */
        int run(MemorySegment entry, MemorySegment args, MemorySegment results) {
            return (int) call(entry, args.address(), results.address(), address);
        }

        /** Frees what a call that failed has left. */
        void sweep() {
            call(sweep, address, 0, 0);
        }

        /** The call sites that the last exception passed, innermost first. */
        int[] trace() {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment out = arena.allocate(JAVA_INT, TRACE);
                int count = (int) call(trace, address, out.address(), TRACE);
                return out.asSlice(0, 4L * count).toArray(JAVA_INT);
            }
        }

        /** The slots with the run-time arguments of the last exception. */
        MemorySegment exceptionArguments() {
            return MemorySegment.ofAddress(call(arguments, address, 0, 0)).reinterpret(8L * ARGUMENTS);
        }

        @Override
        public void close() {
            idle.add(this);
        }
    }
}
