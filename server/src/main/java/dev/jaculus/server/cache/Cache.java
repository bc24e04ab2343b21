package dev.jaculus.server.cache;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A folder of kernels. Others read and write it at the same time, on other machines too where it is shared: so a file
 * appears under its name by a rename only, and what is found there is checked.
 */
public record Cache(Path folder) {
    private static final AtomicLong WRITTEN = new AtomicLong();

    /** A temporary file older than this was left by a process that died. */
    private static final Duration LEFT_OVER = Duration.ofHours(1);

    public Path path(String key) {
        return folder.resolve(key + ".so");
    }

    /** The path of a whole entry. */
    public Optional<Path> find(String key) {
        Path path = path(key);
        return Entry.read(path).map(entry -> path);
    }

    /** Puts an entry in place, whole or not at all. */
    public Path publish(String key, Entry entry) throws IOException {
        try {
            return written(key, entry);
        } catch (NoSuchFileException e) { // the folder: it is made by the first, not looked for by each
            Files.createDirectories(unfinished());
            return written(key, entry);
        }
    }

    private Path written(String key, Entry entry) throws IOException {
        Path unfinished =
                unfinished().resolve(key + "-" + ProcessHandle.current().pid() + "-" + WRITTEN.incrementAndGet());
        try {
            Files.write(unfinished, entry.bytes(), CREATE_NEW, WRITE);
            return Files.move(unfinished, path(key), ATOMIC_MOVE);
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    /** Removes what processes left that were killed while they wrote. */
    public void sweep() {
        FileTime old = FileTime.from(Instant.now().minus(LEFT_OVER));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(unfinished())) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).compareTo(old) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            return; // nothing was ever written here, or it is not ours to clean
        }
    }

    private Path unfinished() {
        return folder.resolve("tmp");
    }
}
