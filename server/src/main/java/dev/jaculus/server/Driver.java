package dev.jaculus.server;

import com.grack.nanojson.JsonObject;
import dev.jaculus.compiler.Compiled;
import dev.jaculus.compiler.Compiler;
import dev.jaculus.compiler.Request;
import dev.jaculus.llvm.CodeOptions;
import dev.jaculus.llvm.Toolchain;
import dev.jaculus.server.cache.Entry;
import dev.jaculus.server.request.Metadata;
import dev.jaculus.server.request.Requests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** The true compiler, the one place where input and output meet it: JSON, our library's sources, libLLVM. */
public final class Driver implements KernelCompiler {
    private final Path libLlvm;
    private final Function<Request, Compiled> compiler;
    private Toolchain toolchain;

    public Driver(Home home) {
        this(home, Compiler::compile);
    }

    Driver(Home home, Function<Request, Compiled> compiler) {
        this.libLlvm = home.library("libLLVM.so");
        this.compiler = compiler;
    }

    @Override
    public Entry compile(JsonObject request) {
        Compiled compiled = compiler.apply(Requests.read(request, Map.of()));
        return new Entry(toolchain().sharedObject(compiled.llvm(), CodeOptions.HOST), Metadata.of(compiled));
    }

    @Override
    public String inspect(String what, JsonObject request) {
        Request read = Requests.read(request, Map.of());
        return switch (what) {
            case "types" -> TypedSource.of(Compiler.types(read));
            case "llvm" -> toolchain().optimised(compiler.apply(read).llvm(), CodeOptions.HOST);
            case "asm" -> toolchain().assembly(compiler.apply(read).llvm(), CodeOptions.HOST);
            default -> throw new IllegalArgumentException("nothing to inspect is called " + what);
        };
    }

    @Override
    public void warmUp() {
        toolchain().warmUp();
    }

    /** Loading libLLVM takes 10 ms, or 100 where it is not in memory: the front end works meanwhile. */
    private synchronized Toolchain toolchain() {
        if (toolchain == null) {
            if (!Files.exists(libLlvm)) {
                throw new Incomplete(libLlvm + " is missing: build Jaculus again (in the repository, ./jaculus does)");
            }
            toolchain = Toolchain.open(libLlvm);
        }
        return toolchain;
    }
}
