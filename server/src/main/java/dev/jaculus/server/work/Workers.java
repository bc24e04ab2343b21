package dev.jaculus.server.work;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A fixed pool in which one key is worked on once at a time: who asks for a key that is under way waits for that result.
 * The work goes on when those who asked have gone; its result is useful to the next.
 */
public final class Workers<R> {
    /** The front end descends recursively, and programs nest deep; a thread takes only the part that it touches. */
    private static final long STACK_BYTES = 32L << 20;

    private final Map<String, CompletableFuture<R>> running = new ConcurrentHashMap<>();
    private final ExecutorService pool;

    public Workers(int threads) {
        AtomicInteger number = new AtomicInteger();
        pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(null, task, "compile-" + number.incrementAndGet(), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The result of the work under this key, which must not throw. */
    public R once(String key, Supplier<R> work) {
        CompletableFuture<R> mine = new CompletableFuture<>();
        CompletableFuture<R> other = running.putIfAbsent(key, mine);
        if (other != null) {
            return other.join();
        }
        try {
            pool.execute(() -> {
                // Forgotten before it is told: who comes later must not get what may have been damaged since.
                try {
                    R result = work.get();
                    running.remove(key, mine);
                    mine.complete(result);
                } catch (Throwable e) { // errors too: nobody may wait for ever
                    running.remove(key, mine);
                    mine.completeExceptionally(e);
                }
            });
        } catch (RuntimeException | Error e) { // stopped, or no memory for a thread
            running.remove(key, mine);
            mine.completeExceptionally(e);
        }
        return mine.join();
    }
}
