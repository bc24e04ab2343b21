package dev.jaculus.compiler.ir.interpret;

import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Function;

/**
 * A generator at run time. Its body has a thread of its own, but only one of the two runs: whoever asks waits until the body suspends or ends. The
 * arguments are referred to until then.
 */
final class Body {
    /** What the body says when it stops: the items that it gives; or none, and how it ended. */
    private record Stop(List<Object> items, int status, Throwable wrong) {}

    private final Function<Body, Flow> run;
    private final List<Object> arguments;
    private final SynchronousQueue<Boolean> asked = new SynchronousQueue<>(); // whether for one more
    private final SynchronousQueue<Stop> stops = new SynchronousQueue<>();
    private List<Object> items = List.of();
    private boolean begun;
    private boolean ended;
    private int references = 1;

    /** @param run the body; it calls {@link #suspend} */
    Body(List<Object> arguments, Function<Body, Flow> run) {
        this.arguments = arguments;
        this.run = run;
        arguments.forEach(Items::retain);
    }

    /** Runs the body up to its next suspension: the status. */
    int advance() {
        check();
        return resume(true);
    }

    boolean hasEnded() {
        return ended;
    }

    /** What it gave last. */
    List<Object> current() {
        check();
        items.forEach(Items::retain);
        return items;
    }

    int references() {
        return references;
    }

    void retain() {
        check();
        references++;
    }

    void release() {
        check();
        if (--references == 0) {
            if (begun && !ended) resume(false);
            end();
        }
    }

    /** In the body: gives these and waits; whether to go on. */
    boolean suspend(List<Object> given) {
        put(stops, new Stop(given, 0, null));
        return take(asked);
    }

    private int resume(boolean wanted) {
        if (ended) return 0;
        if (begun) {
            put(asked, wanted);
        } else {
            begun = true;
            Thread.ofVirtual().start(this::live);
        }
        Stop stop = take(stops);
        if (stop.wrong() instanceof RuntimeException e) throw e;
        if (stop.wrong() instanceof Error e) throw e;
        if (stop.items() == null) end();
        else items = stop.items();
        return stop.status();
    }

    private void end() {
        if (!ended) arguments.forEach(Items::release);
        ended = true;
    }

    private void live() {
        try {
            put(stops, new Stop(null, run.apply(this) instanceof Flow.Fail(int status) ? status : 0, null));
        } catch (RuntimeException | Error e) {
            put(stops, new Stop(null, 0, e));
        }
    }

    private static <T> void put(SynchronousQueue<T> to, T value) {
        try {
            to.put(value);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T take(SynchronousQueue<T> from) {
        try {
            return from.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void check() {
        if (references <= 0) {
            throw new IllegalStateException("a generator is used after its last reference ended");
        }
    }
}
