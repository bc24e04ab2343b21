package dev.jaculus.llvm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/** A shared library that a test has made and loaded, with a kernel's entry. */
public final class Loaded implements AutoCloseable {
    private static final MethodHandle ENTRY =
            Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));

    private final Arena arena = Arena.ofConfined();
    private final SymbolLookup symbols;

    /** Writes a library to a folder, for as long as loading it takes. */
    public Loaded(byte[] library, Path folder) throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "kernel", ".so"), library);
        symbols = SymbolLookup.libraryLookup(file, arena);
        Files.delete(file); // it stays mapped
    }

    /** Calls the entry with the bits of its arguments; returns the bits of its first result. */
    public long call(long... arguments) throws Throwable {
        MemorySegment slots = arena.allocateFrom(JAVA_LONG, arguments);
        MemorySegment results = arena.allocate(64 * 8, 8);
        MemorySegment scratch = arena.allocate(64 * 8, 64);
        int status = (int) ENTRY.invokeExact(symbols.findOrThrow("jaculus_entry"), slots, results, scratch);
        if (status != 0) {
            throw new AssertionError("status " + status);
        }
        return results.get(JAVA_LONG, 0);
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
