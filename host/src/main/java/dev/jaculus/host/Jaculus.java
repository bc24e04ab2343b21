package dev.jaculus.host;

import com.grack.nanojson.JsonObject;
import dev.jaculus.server.Driver;
import dev.jaculus.server.Home;
import dev.jaculus.server.KernelCompiler;
import dev.jaculus.server.cache.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kernels for Java programs: Python source in, something to call out. One for a process is enough. */
public final class Jaculus {
    private final RuntimeLibrary runtime;
    private final KernelCompiler compiler;
    private final Path folder;

    Jaculus(Path runtimeLibrary, KernelCompiler compiler) {
        this.runtime = new RuntimeLibrary(runtimeLibrary);
        this.compiler = compiler;
        this.folder = kernelFolder();
    }

    /** With what is built in {@code JACULUS_HOME}, or else beside the jar. */
    public static Jaculus open() {
        Home home = Home.of(System.getenv());
        return new Jaculus(home.library("libjaculus_rt.so"), new Driver(home));
    }

    /** Loads a kernel that was compiled before: the file of a cache's entry. */
    public Kernel load(Path file) {
        Entry entry = Entry.read(file)
                .orElseThrow(() -> new IllegalArgumentException(file + " is not a kernel, or is damaged"));
        return new Kernel(runtime, file, Metadata.read(entry.metadata()));
    }

    Kernel compile(JsonObject request) {
        try {
            Path file = Files.createTempFile(folder, "kernel", ".so");
            file.toFile().deleteOnExit();
            return load(Files.write(file, compiler.compile(request).bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path kernelFolder() {
        try {
            Path folder = Files.createTempDirectory("jaculus");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
