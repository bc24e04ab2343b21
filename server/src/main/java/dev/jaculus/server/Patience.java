package dev.jaculus.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks whether the clients are still there whose answers take long. */
final class Patience implements Runnable {
    private static final Duration LONG = Duration.ofMillis(500);

    /** The connections for which something is being worked on, and since when. */
    private final Map<Connection, Long> waiting = new ConcurrentHashMap<>();

    private final AtomicBoolean closed;

    Patience(AtomicBoolean closed) {
        this.closed = closed;
    }

    void begin(Connection connection) {
        waiting.put(connection, System.nanoTime());
    }

    void end(Connection connection) {
        waiting.remove(connection);
    }

    @Override
    public void run() {
        try {
            while (!closed.get()) {
                Thread.sleep(LONG);
                long now = System.nanoTime();
                waiting.forEach((connection, since) -> {
                    if (now - since > LONG.toNanos()) {
                        connection.look();
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
