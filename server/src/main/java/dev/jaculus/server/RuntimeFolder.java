package dev.jaculus.server;

import dev.jaculus.server.cache.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The folder of sockets, locks and logs. Whoever can write to a server's socket has code put into this user's programs,
 * so only its user may enter.
 */
public record RuntimeFolder(Path path) {
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

    /** The folder cannot be used; the message says what to do. */
    public static final class Unsafe extends IOException {
        Unsafe(String message) {
            super(message);
        }
    }
}
