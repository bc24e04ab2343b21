package dev.jaculus.server;

import java.time.Duration;

/** How many requests are being answered, and since when there was none. */
final class Activity {
    private int active;
    private long begun;
    private long quietSince = System.nanoTime();

    synchronized void begin() {
        active++;
        begun++;
        notifyAll();
    }

    synchronized void end() {
        active--;
        quietSince = System.nanoTime();
        notifyAll();
    }

    /** Returns when nothing has been asked for this long. */
    synchronized void awaitQuiet(Duration limit) throws InterruptedException {
        while (true) {
            long left = active > 0 ? limit.toMillis() : limit.toMillis() - quietMillis();
            if (active == 0 && left <= 0) {
                return;
            }
            wait(Math.max(1, left));
        }
    }

    /** How many requests there were. */
    synchronized long count() {
        return begun;
    }

    /** Returns when there were more. */
    synchronized void awaitMore(long before) throws InterruptedException {
        while (begun == before) {
            wait();
        }
    }

    /** Waits for what is being answered, but no longer than this. */
    synchronized void awaitEnd(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (active > 0 && System.nanoTime() < end) {
            wait(50);
        }
    }

    private long quietMillis() {
        return (System.nanoTime() - quietSince) / 1_000_000;
    }
}
