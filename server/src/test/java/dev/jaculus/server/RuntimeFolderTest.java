package dev.jaculus.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFolderTest {
    @TempDir
    Path temporary;

    @Test
    void the_environment_names_it() throws IOException {
        assertEquals(Path.of("/a"), folder("JACULUS_RUNTIME_DIR", "/a", "XDG_RUNTIME_DIR", "/b"));
        assertEquals(Path.of("/b/jaculus"), folder("JACULUS_RUNTIME_DIR", "", "XDG_RUNTIME_DIR", "/b"));
        int user = (int) Files.getAttribute(temporary, "unix:uid");
        assertEquals(Path.of("/c/jaculus-" + user), folder("XDG_RUNTIME_DIR", "", "TMPDIR", "/c"));
        assertEquals(Path.of("/tmp/jaculus-" + user), folder("XDG_RUNTIME_DIR", "", "TMPDIR", ""));
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
    void a_path_too_long_for_a_socket_is_told() {
        RuntimeFolder folder = new RuntimeFolder(Path.of("/" + "long/".repeat(30)));
        assertThrows(RuntimeFolder.Unsafe.class, () -> folder.socket("cafe"));
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
