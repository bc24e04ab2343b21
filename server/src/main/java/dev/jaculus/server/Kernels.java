package dev.jaculus.server;

import com.grack.nanojson.JsonObject;
import dev.jaculus.server.cache.Cache;
import dev.jaculus.server.cache.Entry;
import dev.jaculus.server.protocol.Reply;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Kernels by key: found in the client's cache, or compiled into it. Where that cannot be written (read-only, full), a
 * spare cache in the server's own folder takes the kernel, and the client hears why.
 */
final class Kernels {
    private final AtomicLong compiled = new AtomicLong();
    private final Map<Path, String> unwritable = new ConcurrentHashMap<>();
    private final KernelCompiler compiler;
    private final Path folder;
    private final Cache spare;
    private final Consumer<Path> written;
    private final PrintStream log;

    /**
     * The folder is the server's own.
     *
     * @param written hears which caches something is written to
     */
    Kernels(KernelCompiler compiler, Path folder, Consumer<Path> written, PrintStream log) {
        this.compiler = compiler;
        this.folder = folder;
        this.spare = new Cache(folder);
        this.written = written;
        this.log = log;
    }

    long compiled() {
        return compiled.get();
    }

    Reply get(String key, Path client, JsonObject request) {
        Cache cache = new Cache(client);
        Optional<Path> found = cache.find(key).or(() -> spare.find(key));
        if (found.isPresent()) {
            return new Reply.Kernel(found.get(), Optional.ofNullable(unwritable.get(client)));
        }
        Entry entry = compiler.compile(request);
        compiled.incrementAndGet();
        written.accept(client);
        return publish(key, cache, entry);
    }

    private Reply publish(String key, Cache cache, Entry entry) {
        try {
            return new Reply.Kernel(cache.publish(key, entry), Optional.empty());
        } catch (IOException e) {
            String warning = "kernels cannot be kept in " + cache.folder() + ": " + reason(e)
                    + "; set JACULUS_CACHE_DIR to a folder that can be written";
            if (unwritable.put(cache.folder(), warning) == null) {
                log.println("warning: " + warning);
            }
        }
        written.accept(folder);
        try {
            return new Reply.Kernel(spare.publish(key, entry), Optional.of(unwritable.get(cache.folder())));
        } catch (IOException e) {
            String text = unwritable.get(cache.folder()) + " (nor can they in " + folder + ": " + reason(e) + ")";
            return Mistakes.reply("cache-unwritable", text);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission";
            case FileAlreadyExistsException exists -> exists.getFile() + " is not a folder";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
