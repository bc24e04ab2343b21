package dev.jaculus.llvm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/** A shared library that a test has made and loaded; its functions have the shape of a kernel's entry. */
public final class Loaded implements AutoCloseable {
    private static final FunctionDescriptor ENTRY = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS);

    private final Arena arena = Arena.ofConfined();
    private final SymbolLookup symbols;

    /** Writes a library to a folder and loads it. */
    public Loaded(byte[] library, Path folder) throws IOException {
        symbols =
                SymbolLookup.libraryLookup(Files.write(Files.createTempFile(folder, "kernel", ".so"), library), arena);
    }

    /** Calls a function with arguments, longs or doubles in slots; returns its results' slots. */
    public MemorySegment call(String function, MemorySegment arguments) throws Throwable {
        MethodHandle entry = Linker.nativeLinker().downcallHandle(symbols.findOrThrow(function), ENTRY);
        MemorySegment results = arena.allocate(64 * 8, 8);
        int status = (int) entry.invokeExact(arguments, results, MemorySegment.NULL);
        if (status != 0) {
            throw new AssertionError("status " + status);
        }
        return results;
    }

    /** With 64-bit integers as arguments. */
    public MemorySegment call(String function, long... arguments) throws Throwable {
        return call(function, MemorySegment.ofArray(arguments).byteSize() == 0 ? MemorySegment.NULL : copy(arguments));
    }

    private MemorySegment copy(long[] arguments) {
        return arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_LONG, arguments);
    }

    /** True when others can look the name up. */
    public boolean exports(String name) {
        return symbols.find(name).isPresent();
    }

    @Override
    public void close() {
        arena.close();
    }
}
