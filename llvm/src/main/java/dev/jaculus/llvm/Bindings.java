package dev.jaculus.llvm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Calls into libLLVM. Pointers are plain longs here; the classes above this one give them types.
 *
 * <p>Every function is called through one shape, seven longs to a long. The JVM generates code for each distinct shape,
 * which costs 80–140 ms for the natural ones at start-up and 12–20 ms for this one. The System V calling convention of
 * x86-64 allows it: integers and pointers travel in the same registers, surplus arguments are ignored, and a 32-bit
 * result is the low half of the register (hence {@link #flag}).
 */
final class Bindings {
    private static final FunctionDescriptor SHAPE = FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private final MethodHandle handle = Linker.nativeLinker().downcallHandle(SHAPE);
    private final Map<LlvmCall, MemorySegment> addresses = new EnumMap<>(LlvmCall.class);

    private Bindings(SymbolLookup library) {
        for (LlvmCall call : LlvmCall.values()) {
            MemorySegment address = library.find(call.name())
                    .orElseThrow(() -> new LlvmException("this libLLVM has no function " + call.name()));
            addresses.put(call, address);
        }
    }

    /** Loads libLLVM, for as long as the process lives: unloading it is not safe. */
    static Bindings open(Path libLlvm) {
        if (!Files.isRegularFile(libLlvm)) {
            throw new LlvmException("there is no libLLVM at " + libLlvm);
        }
        try {
            return new Bindings(SymbolLookup.libraryLookup(libLlvm, Arena.global()));
        } catch (IllegalArgumentException e) {
            throw new LlvmException("cannot load " + libLlvm + ": " + e.getMessage(), e);
        }
    }

    long call(LlvmCall f) {
        return call(f, 0, 0, 0, 0, 0, 0, 0);
    }

    long call(LlvmCall f, long a) {
        return call(f, a, 0, 0, 0, 0, 0, 0);
    }

    long call(LlvmCall f, long a, long b) {
        return call(f, a, b, 0, 0, 0, 0, 0);
    }

    long call(LlvmCall f, long a, long b, long c) {
        return call(f, a, b, c, 0, 0, 0, 0);
    }

    long call(LlvmCall f, long a, long b, long c, long d) {
        return call(f, a, b, c, d, 0, 0, 0);
    }

    long call(LlvmCall f, long a, long b, long c, long d, long e) {
        return call(f, a, b, c, d, e, 0, 0);
    }

    long call(LlvmCall f, long a, long b, long c, long d, long e, long g, long h) {
        try {
            return (long) handle.invokeExact(addresses.get(f), a, b, c, d, e, g, h);
        } catch (Throwable t) {
            throw new AssertionError("a downcall threw", t);
        }
    }

    /** Has the C library give unused memory back; where it cannot, nothing happens. */
    void trim() {
        Linker.nativeLinker().defaultLookup().find("malloc_trim").ifPresent(address -> {
            try {
                long _ = (long) handle.invokeExact(address, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
            } catch (Throwable t) {
                throw new AssertionError("a downcall threw", t);
            }
        });
    }

    /** A C int or LLVMBool that came back through the uniform shape: the upper half of the register is undefined. */
    static boolean flag(long result) {
        return (int) result != 0;
    }

    /** Reads a C string that stays LLVM's. */
    static String text(long address) {
        return MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE).getString(0);
    }

    /** Reads a C string that LLVM handed to us, and frees it. */
    String take(long message) {
        String text = text(message);
        call(LlvmCall.LLVMDisposeMessage, message);
        return text;
    }

    /** Copies the contents of a memory buffer, and frees it. */
    byte[] takeBuffer(long buffer) {
        long size = call(LlvmCall.LLVMGetBufferSize, buffer);
        byte[] bytes = MemorySegment.ofAddress(call(LlvmCall.LLVMGetBufferStart, buffer))
                .reinterpret(size)
                .toArray(JAVA_BYTE);
        call(LlvmCall.LLVMDisposeMemoryBuffer, buffer);
        return bytes;
    }
}
