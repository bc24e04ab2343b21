package dev.jaculus.server;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a new server does while nobody asks: it compiles typical kernels, so that Java has translated the compiler and the system has libLLVM in
 * memory when somebody does. A thread of its own; it steps back for every request.
 */
final class Practice implements Runnable {
    /** After so long without a request, which also lets a first user's requests come in peace. */
    private static final Duration QUIET = Duration.ofMillis(100);

    /** Tests that start many servers switch it off. */
    private static final boolean WANTED = !"false".equals(System.getProperty("jaculus.practice"));

    private final KernelCompiler compiler;
    private final Activity activity;
    private final AtomicBoolean closed;
    private final PrintStream log;

    Practice(KernelCompiler compiler, Activity activity, AtomicBoolean closed, PrintStream log) {
        this.compiler = compiler;
        this.activity = activity;
        this.closed = closed;
        this.log = log;
    }

    @Override
    public void run() {
        try {
            compiler.warmUp();
            for (Runnable exercise : (WANTED ? compiler.exercises() : List.<Runnable>of())) {
                activity.awaitQuiet(QUIET);
                if (closed.get()) {
                    return;
                }
                exercise.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // the first request will tell its client
            log.println("warning: " + e.getMessage());
        }
    }
}
