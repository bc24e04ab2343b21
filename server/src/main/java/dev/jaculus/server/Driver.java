package dev.jaculus.server;

import com.grack.nanojson.JsonObject;
import dev.jaculus.compiler.Compiled;
import dev.jaculus.compiler.Compiler;
import dev.jaculus.compiler.emit.Emitter;
import dev.jaculus.compiler.emit.NativeEntry;
import dev.jaculus.compiler.ir.Printer;
import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.types.VectorMath;
import dev.jaculus.llvm.CodeOptions;
import dev.jaculus.llvm.Observed;
import dev.jaculus.llvm.Toolchain;
import dev.jaculus.llvm.elf.LinkOptions;
import dev.jaculus.server.cache.Entry;
import dev.jaculus.server.request.Metadata;
import dev.jaculus.server.request.Requests;
import dev.jaculus.syntax.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The true compiler, the one place where input and output meet it: JSON, our library's sources, libLLVM. */
public final class Driver implements KernelCompiler {
    private static final int FRONT_END_ROUNDS = 40;

    private final Lazy<Map<String, SourceFile>> library = new Lazy<>(LibrarySources::read);
    /** Loading it takes 10 ms, or 100 where it is not in memory: the front end works meanwhile. */
    private final Lazy<Toolchain> toolchain;

    private final Lazy<VectorMath> vectorMath;

    public Driver(Home home) {
        Path libLlvm = home.library("libLLVM.so");
        toolchain = new Lazy<>(() -> open(libLlvm));
        vectorMath = new Lazy<>(() -> VectorFunctions.ofThisMachine());
    }

    @Override
    public Entry compile(JsonObject request) {
        Compiled compiled = Compiler.compile(read(request));
        return new Entry(image(compiled, request), Metadata.of(compiled));
    }

    @Override
    public String inspect(String what, JsonObject json) {
        Request request = read(json);
        return switch (what) {
            case "types" -> TypedSource.of(Compiler.types(request));
            case "ir" -> Printer.print(Compiler.compile(request).module());
            case "llvm" -> toolchain.get().optimised(Compiler.compile(request).llvm(), target(json));
            case "asm" -> toolchain.get().assembly(Compiler.compile(request).llvm(), target(json));
            default -> throw new IllegalArgumentException("nothing to inspect is called " + what);
        };
    }

    /** What a request's LLVM text is before LLVM's passes, after them, and what they say of it. */
    public Observation observe(JsonObject request) {
        String llvm = Compiler.compile(read(request)).llvm();
        return new Observation(llvm, toolchain.get().observe(llvm, target(request)));
    }

    /** A kernel's text, and what LLVM did to it. */
    public record Observation(String llvm, Observed observed) {}

    /** LLVM, loaded. */
    public Toolchain toolchain() {
        return toolchain.get();
    }

    @Override
    public void warmUp() {
        toolchain.get().warmUp();
    }

    @Override
    public void rest() {
        System.gc(); // which gives the system what it frees
        toolchain.get().giveBackMemory();
    }

    /** Java translates the front end after some dozen rounds, that is within two seconds; LLVM is machine code, which only has to be in memory. */
    @Override
    public List<Runnable> exercises() {
        List<JsonObject> kernels = TrainingKernels.requests();
        var exercises = new ArrayList<Runnable>();
        for (int round = 0; round < FRONT_END_ROUNDS; round++) {
            boolean whole = round == 1; // not at once: a first user's own kernel brings most of LLVM into memory
            for (JsonObject kernel : kernels) {
                exercises.add(whole ? () -> compile(kernel) : () -> Compiler.compile(read(kernel)));
            }
        }
        return exercises;
    }

    private byte[] image(Compiled compiled, JsonObject request) {
        LinkOptions link = compiled.module().addresses().isEmpty()
                ? LinkOptions.KERNEL
                : LinkOptions.KERNEL.exporting(Emitter.ADDRESSES);
        JsonObject callback = request.getObject("native");
        if (callback == null) {
            return toolchain.get().sharedObject(compiled.llvm(), target(request), link);
        }
        List<String> arguments = new ArrayList<>();
        callback.getArray("arguments").forEach(name -> arguments.add((String) name));
        String text = compiled.llvm() + NativeEntry.text(arguments, callback.getString("result"));
        return toolchain.get().sharedObject(text, target(request), link.exporting(NativeEntry.SYMBOL));
    }

    /** This machine at its best, unless the request says otherwise. */
    private static CodeOptions target(JsonObject request) {
        JsonObject asked = request.getObject("target", new JsonObject());
        return new CodeOptions(
                asked.getString("cpu", ""),
                asked.getString("features", ""),
                Integer.parseInt(asked.getString("opt", "3")),
                CodeOptions.HOST.vectorWidth());
    }

    private Request read(JsonObject request) {
        return Requests.read(request, library.get(), vectorMath(request));
    }

    /** For another processor, or one with some features switched off, and without LLVM's vectoriser, numbers are computed one by one. */
    private VectorMath vectorMath(JsonObject request) {
        JsonObject asked = request.getObject("target", new JsonObject());
        boolean usual = asked.getString("cpu", "").isEmpty()
                && asked.getString("features", "").isEmpty()
                && Integer.parseInt(asked.getString("opt", "3")) >= 2;
        if (!usual || asked.getBoolean("scalar_math", false)) {
            return VectorMath.NONE;
        }
        return request.getBoolean("reads_status", false) ? vectorMath.get().quiet() : vectorMath.get();
    }

    private static Toolchain open(Path libLlvm) {
        if (!Files.exists(libLlvm)) {
            throw new Incomplete(libLlvm + " is missing: build Jaculus again (in the repository, ./jaculus does)");
        }
        return Toolchain.open(libLlvm);
    }
}
