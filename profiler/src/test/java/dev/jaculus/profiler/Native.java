package dev.jaculus.profiler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What tests need of the machine: its C compiler, our runtime, llvm-symbolizer, and processes. */
final class Native {
    static final Path SYMBOLIZER =
            Path.of(System.getProperty("jaculus.libllvm")).resolveSibling("llvm-symbolizer");

    private Native() {}

    /** Runs a command to its end; what it writes is in {@code output}. */
    record Result(int status, String output) {}

    static Result run(Map<String, String> variables, Object... command) throws IOException, InterruptedException {
        List<String> words = Arrays.stream(command).map(Object::toString).toList();
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private static void succeed(Object... command) throws IOException, InterruptedException {
        Result result = run(Map.of(), command);
        if (result.status() != 0) {
            throw new IOException(String.join(
                            " ", Arrays.stream(command).map(Object::toString).toList()) + "\n" + result.output());
        }
    }

    /** Builds libjaculus_rt.so of these sources into a folder. */
    static Path runtime(Path folder) throws IOException, InterruptedException {
        succeed("sh", Path.of("../runtime/build.sh"), folder);
        return folder.resolve("libjaculus_rt.so");
    }

    /** Compiles a C file of the test resources, whose copy is put beside the result. */
    static Path compile(String source, Path folder, String result, String... flags)
            throws IOException, InterruptedException {
        Path copy = folder.resolve(source);
        Files.write(copy, resource(source));
        Path file = folder.resolve(result);
        List<Object> command = new ArrayList<>(List.of("gcc", "-O1", "-g", copy, "-o", file));
        command.addAll(List.of(flags));
        succeed(command.toArray());
        return file;
    }

    static Path kernel(Path folder) throws IOException, InterruptedException {
        return compile("kernel.c", folder, "kernel.so", "-shared", "-fPIC", "-lm");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Native.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    /** The number of the line with a comment that marks it. */
    static int line(Path source, String mark) {
        try {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains("/* " + mark + " */")) {
                    return i + 1;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError(mark + " is not in " + source);
    }
}
