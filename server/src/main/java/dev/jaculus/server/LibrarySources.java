package dev.jaculus.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jaculus.syntax.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Our library's Python files, from the jar or from a build's folder of classes. */
final class LibrarySources {
    private static final String ROOT = "dev/jaculus/library/";
    private static final List<String> FOLDERS = List.of("numpy/", "python/");

    private LibrarySources() {}

    /** By module name, such as {@code numpy.creation}. */
    static Map<String, SourceFile> read() {
        URL known = LibrarySources.class.getClassLoader().getResource(ROOT + "numpy/declare.py");
        if (known == null) {
            throw new KernelCompiler.Incomplete("the NumPy library is missing from " + LibrarySources.class);
        }
        try {
            return known.openConnection() instanceof JarURLConnection connection
                    ? fromJar(connection.getJarFile())
                    : fromFolders(
                            Path.of(URI.create(known.toString())).getParent().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, SourceFile> fromJar(JarFile jar) throws IOException {
        Map<String, SourceFile> sources = new TreeMap<>();
        for (JarEntry entry : Collections.list(jar.entries())) {
            String name = entry.getName();
            if (name.endsWith(".py") && FOLDERS.stream().anyMatch(folder -> name.startsWith(ROOT + folder))) {
                try (InputStream in = jar.getInputStream(entry)) {
                    add(sources, name.substring(ROOT.length()), in.readAllBytes());
                }
            }
        }
        return sources;
    }

    private static Map<String, SourceFile> fromFolders(Path root) throws IOException {
        Map<String, SourceFile> sources = new TreeMap<>();
        for (String folder : FOLDERS) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(folder), "*.py")) {
                for (Path file : files) {
                    add(sources, folder + file.getFileName(), Files.readAllBytes(file));
                }
            }
        }
        return sources;
    }

    /** The name in angle brackets is in debug information: a profiler tells our lines from the user's by it. */
    private static void add(Map<String, SourceFile> sources, String path, byte[] text) {
        String module = path.substring(0, path.length() - ".py".length()).replace('/', '.');
        sources.put(module, new SourceFile("<jaculus>/" + path, new String(text, UTF_8)));
    }
}
