package dev.jaculus.host;

import com.grack.nanojson.JsonObject;
import dev.jaculus.llvm.CodeOptions;
import dev.jaculus.llvm.Toolchain;
import dev.jaculus.server.KernelCompiler;
import dev.jaculus.server.cache.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kernels written in LLVM text, so that the host is tested without the compiler. */
final class TextKernels implements KernelCompiler {
    private static final Path TEXTS = Path.of("src/test/resources/kernels");

    private final Toolchain llvm = Toolchain.open(Path.of(System.getProperty("jaculus.libllvm")));
    private final Jaculus jaculus = new Jaculus(Path.of(System.getProperty("jaculus.lib"), "libjaculus_rt.so"), this);

    /** Sites are JSON; double quotes may be written as single ones. */
    Kernel load(String name, String arguments, String result, String sites) {
        String json = "{'symbol':'jaculus_entry','arguments':[%s],'result':'%s','sites':[%s]}";
        return jaculus.compile(JsonObject.builder()
                .value("text", name)
                .value("metadata", json.formatted(arguments, result, sites).replace('\'', '"'))
                .done());
    }

    @Override
    public Entry compile(JsonObject request) {
        try {
            String text = Files.readString(TEXTS.resolve(request.getString("text") + ".ll"));
            return new Entry(llvm.sharedObject(text, CodeOptions.HOST), request.getString("metadata"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String inspect(String what, JsonObject request) {
        throw new UnsupportedOperationException();
    }
}
