package dev.jaculus.server.work;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Work by those who ask for it, so many at a time. One key is worked on once at a time: who asks for a key that is under way waits for that
 * result. A thread that asks has no other to wait for and to be woken by, and its processor's caches hold the compiler.
 */
public final class Workers<R> {
    private final Map<String, CompletableFuture<R>> running = new ConcurrentHashMap<>();
    private final Semaphore places;

    public Workers(int atOnce) {
        places = new Semaphore(atOnce, true);
    }

    /** The result of the work under this key. What it throws, each that waits gets as a CompletionException. */
    public R once(String key, Supplier<R> work) {
        CompletableFuture<R> mine = new CompletableFuture<>();
        CompletableFuture<R> other = running.putIfAbsent(key, mine);
        if (other != null) {
            return other.join();
        }
        places.acquireUninterruptibly();
        try {
            R result = work.get();
            finished(key, mine);
            mine.complete(result);
        } catch (Throwable e) { // errors too: nobody may wait for ever
            finished(key, mine);
            mine.completeExceptionally(e);
        } finally {
            places.release();
        }
        return mine.join();
    }

    /** Forgotten before it is told: who comes later must not get what may have been damaged since. */
    private void finished(String key, CompletableFuture<R> mine) {
        running.remove(key, mine);
    }
}
