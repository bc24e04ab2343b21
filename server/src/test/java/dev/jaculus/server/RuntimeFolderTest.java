package dev.jaculus.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFolderTest {
    @TempDir
    Path temporary;

    @Test
    void the_environment_names_it() throws IOException {
        String b = Files.createDirectory(temporary.resolve("b")).toString();
        assertEquals(Path.of("/a"), folder("JACULUS_RUNTIME_DIR", "/a", "XDG_RUNTIME_DIR", b));
        assertEquals(Path.of(b, "jaculus"), folder("JACULUS_RUNTIME_DIR", "", "XDG_RUNTIME_DIR", b));
        int user = (int) Files.getAttribute(temporary, "unix:uid");
        assertEquals(Path.of(b, "jaculus-" + user), folder("XDG_RUNTIME_DIR", "", "TMPDIR", b));
        assertEquals(Path.of("/tmp/jaculus-" + user), folder("XDG_RUNTIME_DIR", "", "TMPDIR", ""));
    }

    @Test
    void one_below_a_folder_that_does_not_exist_is_not_used() throws IOException {
        String missing = temporary.resolve("missing").toString();
        int user = (int) Files.getAttribute(temporary, "unix:uid");
        assertEquals(Path.of("/tmp/jaculus-" + user), folder("XDG_RUNTIME_DIR", missing, "TMPDIR", missing));
    }

    @Test
    void it_is_made_for_its_user_alone() throws IOException {
        Path path = new RuntimeFolder(temporary.resolve("deep/run")).open().path();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void one_that_others_may_enter_is_refused() throws IOException {
        Path path = Files.createDirectory(temporary.resolve("open"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x---"));
        refused(path, "is open to other users");
    }

    @Test
    void a_link_to_a_folder_is_refused() throws IOException {
        Path real = Files.createDirectory(temporary.resolve("real"));
        refused(Files.createSymbolicLink(temporary.resolve("link"), real), "is not a folder");
    }

    @Test
    void one_of_another_user_is_refused() throws IOException {
        Path other = (int) Files.getAttribute(temporary, "unix:uid") == 0 ? temporary.resolve("theirs") : Path.of("/");
        if (other.startsWith(temporary)) { // root can give a folder away
            Files.createDirectory(other);
            Files.setAttribute(other, "unix:uid", 12345);
        }
        refused(other, "belongs to another user");
    }

    @Test
    void a_socket_may_have_a_long_path() throws IOException {
        RuntimeFolder folder = new RuntimeFolder(temporary.resolve("long/".repeat(30))).open();
        Path socket = folder.socket("cafe");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(SocketAddresses.of(socket));
            assertTrue(Files.exists(socket));
            SocketChannel.open(SocketAddresses.of(socket)).close();
        }
    }

    @Test
    void whatServersOfOtherBuildsLeftGoes() throws IOException {
        RuntimeFolder folder = new RuntimeFolder(temporary.resolve("run")).open();
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        for (String build : List.of("gone", "young", "runs", "ours")) {
            for (String suffix : List.of("sock", "lock", "log", "running")) {
                Path file = Files.createFile(folder.path().resolve("server-" + build + "." + suffix));
                Files.setLastModifiedTime(
                        file, build.equals("young") && suffix.equals("log") ? FileTime.from(Instant.now()) : old);
            }
        }
        Files.setLastModifiedTime(Files.createFile(folder.path().resolve("failed-x.json")), old);
        try (FileChannel running =
                FileChannel.open(folder.path().resolve("server-runs.running"), StandardOpenOption.WRITE)) {
            assertTrue(running.tryLock().isValid());
            folder.sweep("ours");
        }
        try (var files = Files.list(folder.path())) {
            List<String> left =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertEquals(12, left.size(), left::toString);
            assertTrue(left.stream().noneMatch(name -> name.contains("gone") || name.contains("failed")));
        }
    }

    private static void refused(Path path, String reason) {
        RuntimeFolder folder = new RuntimeFolder(path);
        String message = assertThrows(RuntimeFolder.Unsafe.class, folder::open).getMessage();
        assertTrue(message.contains(reason), message);
    }

    private static Path folder(String... environment) throws IOException {
        return RuntimeFolder.of(
                        environment.length == 4
                                ? Map.of(environment[0], environment[1], environment[2], environment[3])
                                : Map.of())
                .path();
    }
}
