package dev.jaculus.server;

import dev.jaculus.server.cache.User;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of sockets, locks and logs. Whoever can write to a server's socket has code put into this user's programs,
 * so only its user may enter.
 */
public record RuntimeFolder(Path path) {
    private static final Pattern SERVERS = Pattern.compile("server-(.+)\\.(?:sock|lock|log|running)");

    /** Where it would be, not made and not checked. */
    public static RuntimeFolder of(Map<String, String> environment) throws IOException {
        String named = environment.getOrDefault("JACULUS_RUNTIME_DIR", "");
        if (!named.isEmpty()) {
            return new RuntimeFolder(Path.of(named).toAbsolutePath());
        }
        String session = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!session.isEmpty() && Files.isDirectory(Path.of(session))) { // without a login nobody makes it
            return new RuntimeFolder(Path.of(session).resolve("jaculus"));
        }
        String temporary = environment.getOrDefault("TMPDIR", "");
        boolean there = !temporary.isEmpty() && Files.isDirectory(Path.of(temporary));
        return new RuntimeFolder(Path.of(there ? temporary : "/tmp").resolve("jaculus-" + User.ID));
    }

    /** Makes it where it is missing; refuses it where it is not safe. */
    public RuntimeFolder open() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(path.getParent());
            try {
                Files.createDirectory(path, PosixFilePermissions.asFileAttribute(mine));
            } catch (java.nio.file.FileAlreadyExistsException e) {
                // another process was faster; what it made is checked below
            }
        }
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new Unsafe(path + " is not a folder");
        }
        if ((int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS) != User.ID) {
            throw new Unsafe(path + " belongs to another user; set JACULUS_RUNTIME_DIR to a folder of your own");
        }
        Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(path));
        others.removeAll(PosixFilePermissions.fromString("rwx------"));
        if (!others.isEmpty()) {
            throw new Unsafe(path + " is open to other users; make it yours alone: chmod 700 " + path);
        }
        return this;
    }

    public Path socket(String shortVersion) {
        return path.resolve("server-" + shortVersion + ".sock");
    }

    /**
     * Removes what servers of other builds have left that do not run any more, and old requests that failed. What is
     * younger than a day stays: another build's server may just be starting.
     */
    void sweep(String shortVersion) {
        Instant old = Instant.now().minus(Duration.ofDays(1));
        Map<String, List<Path>> builds = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Matcher name = SERVERS.matcher(file.getFileName().toString());
                if (name.matches() && !name.group(1).equals(shortVersion)) {
                    builds.computeIfAbsent(name.group(1), b -> new ArrayList<>())
                            .add(file);
                } else if (file.getFileName().toString().startsWith("failed-") && isOlder(file, old)) {
                    Files.deleteIfExists(file);
                }
            }
            for (List<Path> build : builds.values()) {
                if (build.stream().allMatch(file -> isOlder(file, old)) && !runs(build)) {
                    for (Path file : build) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (IOException e) {
            return; // the next server does it
        }
    }

    private static boolean isOlder(Path file, Instant than) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(than);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a server of this build holds its lock. */
    private static boolean runs(List<Path> build) throws IOException {
        for (Path file : build) {
            if (file.toString().endsWith(".running")) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                        FileLock lock = channel.tryLock()) {
                    return lock == null;
                } catch (OverlappingFileLockException e) { // in this very process
                    return true;
                }
            }
        }
        return false;
    }

    /** The folder cannot be used; the message says what to do. */
    public static final class Unsafe extends IOException {
        Unsafe(String message) {
            super(message);
        }
    }
}
