package dev.jaculus.syntax.oracle;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A Python interpreter on this machine that can run {@code dump_ast.py}. */
record Python(Path executable, String version, Path standardLibrary, Optional<Path> numpy) {
    private static final int OLDEST = 11;
    private static final Path SCRIPT = unpack();

    /** The interpreters of the variable JACULUS_PYTHON, the path, pyenv and this repository's build, newest first. */
    static List<Python> all() {
        Set<Path> candidates = new LinkedHashSet<>();
        Optional.ofNullable(System.getenv("JACULUS_PYTHON")).map(Path::of).ifPresent(candidates::add);
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            for (int minor = 20; minor >= OLDEST; minor--) {
                candidates.add(Path.of(folder, "python3." + minor));
            }
            candidates.add(Path.of(folder, "python3"));
        }
        candidates.addAll(pyenv());
        candidates.add(
                Path.of("..", "build", "venv", "bin", "python").toAbsolutePath().normalize());
        List<Python> found = new ArrayList<>();
        for (Path candidate : candidates) {
            if (Files.isExecutable(candidate)) {
                ask(candidate).filter(python -> python.minor() >= OLDEST).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparingInt(Python::minor).reversed());
        return found;
    }

    private static List<Path> pyenv() {
        Path versions = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
        try (Stream<Path> folders = Files.isDirectory(versions) ? Files.list(versions) : Stream.empty()) {
            return folders.map(folder -> folder.resolve("bin/python3")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Python> ask(Path executable) {
        List<String[]> answer = new ArrayList<>();
        int status = run(executable, List.of("version"), line -> answer.add(line.split("\t", -1)));
        if (status != 0 || answer.isEmpty()) {
            return Optional.empty(); // such as a pyenv shim of a version that is not chosen
        }
        Optional<Path> numpy = answer.size() > 1 ? Optional.of(Path.of(answer.get(1)[1])) : Optional.empty();
        return Optional.of(new Python(executable, answer.getFirst()[0], Path.of(answer.getFirst()[1]), numpy));
    }

    int minor() {
        String[] parts = version.split("\\.", -1);
        return parts[0].equals("3") ? Integer.parseInt(parts[1]) : 0;
    }

    /** Whether it knows the places inside f-strings. */
    boolean fstringPlaces() {
        return minor() >= 12;
    }

    /** Runs the script and gives its lines as they come. */
    int run(List<String> arguments, Consumer<String> line) {
        return run(executable, arguments, line);
    }

    private static int run(Path executable, List<String> arguments, Consumer<String> line) {
        List<String> command = new ArrayList<>(List.of(executable.toString(), "-X", "utf8", SCRIPT.toString()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                out.lines().forEach(line);
            }
            return process.waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static Path unpack() {
        try (InputStream in = Python.class.getResourceAsStream("/oracle/dump_ast.py")) {
            Path script = Files.createTempFile("dump_ast", ".py");
            script.toFile().deleteOnExit();
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Python " + version;
    }

    /** The lines of the whole dump of a file. */
    List<String> tree(Path file) {
        List<String> lines = new ArrayList<>();
        run(List.of("tree", file.toString()), lines::add);
        return lines;
    }
}
