package dev.jaculus.host;

import com.grack.nanojson.JsonObject;
import dev.jaculus.server.Driver;
import dev.jaculus.server.Home;
import dev.jaculus.server.KernelCompiler;
import dev.jaculus.server.cache.Entry;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        return open(Home.of(System.getenv()));
    }

    /** With what is built in a folder: its {@code lib} has libLLVM and the run-time library. */
    public static Jaculus open(Path home) {
        return open(new Home(home));
    }

    private static Jaculus open(Home home) {
        return new Jaculus(home.library("libjaculus_rt.so"), new Driver(home));
    }

    /**
     * Compiles a function for arguments of some types.
     *
     * @param source Python: the function, and what it needs of imports, constants and other functions
     * @param types of the arguments, as Numba spells them: "int64", "array(float64, 2d, C)"
     * @throws CompileException when the source has a mistake
     */
    public Kernel compile(String source, String name, String... types) {
        return compile(new SourceFile("<source>", source), name, types);
    }

    /** Compiles a function of a Python file. */
    public Kernel compile(Path file, String name, String... types) throws IOException {
        return compile(new SourceFile(file.toString(), Files.readString(file)), name, types);
    }

    private Kernel compile(SourceFile file, String name, String... types) {
        try {
            return compile(new PythonFile(file).request(name, List.of(types)));
        } catch (Diagnostic.Failure failure) {
            throw new CompileException(failure);
        }
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
