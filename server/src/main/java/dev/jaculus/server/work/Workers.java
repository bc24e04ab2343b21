package dev.jaculus.server.work;

import dev.jaculus.llvm.FatalErrors;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Work by those who ask for it, so many at a time. One key is worked on once at a time: who asks for a key that is under way waits for that
 * result. A thread that asks has no other to wait for and to be woken by, and its processor's caches hold the compiler.
 */
public final class Workers<R> {
    private final Map<String, Work<R>> running = new ConcurrentHashMap<>();
    private final Semaphore places;

    /** Something that is worked on, for so many. */
    private static final class Work<R> {
        final CompletableFuture<R> result = new CompletableFuture<>();
        final AtomicBoolean hasPlace = new AtomicBoolean();
        int waiting = 1;

        synchronized void join() {
            waiting++;
        }

        /** Whether nobody waits now. */
        synchronized boolean leave() {
            return --waiting == 0;
        }
    }

    public Workers(int atOnce) {
        places = new Semaphore(atOnce, true);
    }

    /**
     * The result of the work under this key. What it throws, each that waits gets as a CompletionException.
     *
     * @param fatal the result for the others where this thread does not come back from the work
     */
    public R once(String key, Supplier<R> work, Function<String, R> fatal) {
        Work<R> mine = new Work<>();
        Work<R> other = running.putIfAbsent(key, mine);
        if (other != null) {
            other.join();
            return other.result.join();
        }
        places.acquireUninterruptibly();
        mine.hasPlace.set(true);
        try (FatalErrors.Told _ = FatalErrors.tell(reason -> {
            finished(key, mine);
            mine.result.complete(fatal.apply(reason));
        })) {
            R result = work.get();
            finished(key, mine);
            mine.result.complete(result);
        } catch (Throwable e) { // errors too: nobody may wait for ever
            finished(key, mine);
            mine.result.completeExceptionally(e);
        }
        return mine.result.join();
    }

    /**
     * One of those who asked for a key does not wait any more. When nobody does, the work goes on, for nothing that is at work can be
     * stopped at any place, but it takes no place from others.
     */
    public void abandon(String key) {
        Work<R> work = running.get(key);
        if (work != null && work.leave()) {
            leavePlace(work);
        }
    }

    /** Forgotten before it is told: who comes later must not get what may have been damaged since. */
    private void finished(String key, Work<R> work) {
        running.remove(key, work);
        leavePlace(work);
    }

    private void leavePlace(Work<R> work) {
        if (work.hasPlace.getAndSet(false)) {
            places.release();
        }
    }
}
