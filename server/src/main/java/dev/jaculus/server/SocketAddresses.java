package dev.jaculus.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Addresses of sockets at paths of any length: an address has room for 107 bytes. */
final class SocketAddresses {
    private static final int LIMIT = 107;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** Folders that stay open, and the short names that they have for it. */
    private static final Map<Path, Folder> OPEN = new ConcurrentHashMap<>();

    private record Folder(FileChannel channel, Path shortName) {}

    private SocketAddresses() {}

    static UnixDomainSocketAddress of(Path socket) throws IOException {
        if (socket.toString().getBytes(UTF_8).length <= LIMIT) {
            return UnixDomainSocketAddress.of(socket);
        }
        Path folder = socket.getParent().toRealPath();
        Folder open = OPEN.get(folder);
        if (open == null) {
            open = opened(folder);
            OPEN.put(folder, open);
        }
        return UnixDomainSocketAddress.of(open.shortName().resolve(socket.getFileName()));
    }

    /** Java opens folders as it does files, but does not say under which number. */
    private static Folder opened(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(folder);
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor) && Files.isSameFile(descriptor, folder)) {
                    return new Folder(channel, descriptor);
                }
            }
        }
        channel.close();
        throw new IOException(folder + " is too long a path for a socket; set JACULUS_RUNTIME_DIR to a shorter one");
    }
}
