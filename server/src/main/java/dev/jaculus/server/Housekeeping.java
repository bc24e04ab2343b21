package dev.jaculus.server;

import dev.jaculus.server.cache.Cache;
import dev.jaculus.server.cache.CacheFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a server does when nobody has asked for a while: caches stay below their limit, and memory goes back to the system. */
final class Housekeeping implements Runnable {
    private static final Duration QUIET = Duration.ofSeconds(20);

    private final KernelCompiler compiler;
    private final Activity activity;
    private final RuntimeFolder folder;
    private final String version;
    private final AtomicBoolean closed;
    private final PrintStream log;
    private final long limit = CacheFolder.limit(System.getenv());

    /** Caches that something was written to since they were last looked at. */
    private final Set<Path> written = ConcurrentHashMap.newKeySet();

    Housekeeping(
            KernelCompiler compiler,
            Activity activity,
            RuntimeFolder folder,
            String version,
            AtomicBoolean closed,
            PrintStream log) {
        this.compiler = compiler;
        this.activity = activity;
        this.folder = folder;
        this.version = version;
        this.closed = closed;
        this.log = log;
    }

    void written(Path cache) {
        written.add(cache);
    }

    @Override
    public void run() {
        try {
            folder.sweep(version);
            while (!closed.get()) {
                activity.awaitQuiet(QUIET);
                long before = activity.count();
                for (Path cache : List.copyOf(written)) {
                    written.remove(cache);
                    prune(new Cache(cache));
                }
                compiler.rest();
                activity.awaitMore(before);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void prune(Cache cache) {
        try {
            cache.sweep();
            cache.prune(Instant.EPOCH, limit);
        } catch (IOException e) {
            log.println("warning: " + cache.folder() + " cannot be tidied: " + e.getMessage());
        }
    }
}
