package dev.jaculus.profiler.symbols;

import dev.jaculus.profiler.samples.AddressSpace;
import dev.jaculus.profiler.samples.Mapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions and libraries of native code that is no kernel. */
public final class NativeCode {
    private static final Pattern INSTALLED = Pattern.compile(".*/(?:site|dist)-packages/([^/]+)/.*");
    private static final Pattern INTERPRETER = Pattern.compile("(?:lib)?python[\\d.]*t?d?(?:\\.so[\\d.]*)?");
    private static final Pattern OURS = Pattern.compile("_host|_frames|libjaculus_rt");
    private static final Pattern BLAS = Pattern.compile(".*(openblas|mkl|blis).*");

    private final AddressSpace space;
    private final Map<String, Optional<ElfFile.Named>> files = new HashMap<>();

    public NativeCode(AddressSpace space) {
        this.space = space;
    }

    /** The function at an address; empty where no file is known of what is there. */
    public Optional<NativeFunction> at(long address) {
        return space.at(address)
                .filter(mapping -> !mapping.path().isEmpty())
                .map(mapping -> function(mapping, address));
    }

    private NativeFunction function(Mapping mapping, long address) {
        String path = mapping.path();
        String stem = stem(path);
        Optional<String> name = files.computeIfAbsent(path, NativeCode::read).flatMap(file -> {
            OptionalLong at = file.file().address(address - mapping.start() + mapping.offset());
            return at.isPresent() ? file.names().at(at.getAsLong()) : Optional.empty();
        });
        return new NativeFunction(name.orElse(stem), library(path, stem));
    }

    private static Optional<ElfFile.Named> read(String path) {
        try {
            return path.startsWith("/") ? ElfFile.named(Path.of(path)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // deleted since, or not ours to read
        }
    }

    /** The name of a file without its version: {@code libm} of libm.so.6, and of libm-2.31.so as older systems name it. */
    private static String stem(String path) {
        if (path.startsWith("[")) {
            return path.substring(1, path.length() - 1);
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith("ld-linux") ? "ld-linux" : name.split("[.-]", 2)[0];
    }

    private static String library(String path, String stem) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (INTERPRETER.matcher(name).matches()) {
            return NativeFunction.INTERPRETER;
        }
        if (OURS.matcher(stem).matches()) {
            return "jaculus";
        }
        Matcher blas = BLAS.matcher(stem);
        if (blas.matches()) {
            return blas.group(1);
        }
        Matcher installed = INSTALLED.matcher(path);
        return installed.matches() ? installed.group(1).replaceFirst("\\.libs$", "") : stem;
    }
}
