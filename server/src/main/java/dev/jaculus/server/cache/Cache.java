package dev.jaculus.server.cache;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A folder of kernels. Others read and write it at the same time, on other machines too where it is shared: so a file
 * appears under its name by a rename only, and what is found there is checked.
 */
public record Cache(Path folder) {
    private static final AtomicLong WRITTEN = new AtomicLong();
    private static final int OTHERS_WRITE = 0022;
    private static final String UNFINISHED = ".tmp";

    /** Kernels are code: nobody else may write them, whatever the umask of whoever started us. */
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** A temporary file older than this was left by a process that died. */
    private static final Duration LEFT_OVER = Duration.ofHours(1);

    public Path path(String key) {
        return folder.resolve(key + ".so");
    }

    /** The path of a whole entry, which nobody else can have written. */
    public Optional<Path> find(String key) {
        Path path = path(key);
        return mine(path) ? Entry.read(path).map(entry -> path) : Optional.empty();
    }

    private static boolean mine(Path path) {
        try {
            Map<String, Object> is =
                    Files.readAttributes(path, "unix:uid,mode,isRegularFile", LinkOption.NOFOLLOW_LINKS);
            boolean closed = ((int) is.get("mode") & OTHERS_WRITE) == 0;
            return closed
                    && is.get("isRegularFile").equals(true)
                    && is.get("uid").equals(User.ID);
        } catch (IOException e) {
            return false; // the usual miss: there is none
        }
    }

    /** Puts an entry in place, whole or not at all. */
    public Path publish(String key, Entry entry) throws IOException {
        try {
            return written(key, entry);
        } catch (NoSuchFileException e) { // the folder: it is made by the first, not looked for by each
            Files.createDirectories(folder, FOLDER);
            return written(key, entry);
        }
    }

    /** Under another name first, in the same folder: one more folder would be one more that others might have made. */
    private Path written(String key, Entry entry) throws IOException {
        Path unfinished = folder.resolve(
                key + "-" + ProcessHandle.current().pid() + "-" + WRITTEN.incrementAndGet() + UNFINISHED);
        try {
            write(unfinished, entry.bytes());
            return Files.move(unfinished, path(key), ATOMIC_MOVE);
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    private static void write(Path path, byte[] bytes) throws IOException {
        try (WritableByteChannel file = Files.newByteChannel(path, Set.of(CREATE_NEW, WRITE), FILE)) {
            for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                file.write(left);
            }
        }
    }

    /** What is kept here, the longest unused first. Other files in the folder are none of ours. */
    public List<Kept> kept() throws IOException {
        List<Kept> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Optional<String> function = Kept.function(file.getFileName().toString());
                if (function.isPresent()) {
                    kept(file, function.get()).ifPresent(all::add);
                }
            }
        } catch (NoSuchFileException e) {
            return all; // nothing was ever kept
        }
        all.sort(Comparator.comparing(Kept::used));
        return all;
    }

    private static Optional<Kept> kept(Path file, String function) throws IOException {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return is.isRegularFile()
                    ? Optional.of(new Kept(
                            file, function, is.size(), is.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty(); // another process was faster
        }
    }

    /**
     * Removes what was not used since some time, and then the longest unused until no more than so many bytes are kept. A
     * kernel that is loaded somewhere stays loaded.
     *
     * @return what was removed
     */
    public List<Kept> prune(Instant since, long most) throws IOException {
        List<Kept> all = kept();
        long bytes = all.stream().mapToLong(Kept::bytes).sum();
        List<Kept> removed = new ArrayList<>();
        for (Kept one : all) {
            if (one.used().isBefore(since) || bytes > most) {
                Files.deleteIfExists(one.path());
                bytes -= one.bytes();
                removed.add(one);
            }
        }
        return removed;
    }

    /** Removes what processes left that were killed while they wrote. */
    public void sweep() {
        FileTime old = FileTime.from(Instant.now().minus(LEFT_OVER));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).compareTo(old) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            return; // nothing was ever written here, or it is not ours to clean
        }
    }
}
