package dev.jaculus.cli;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A child process that gets the signals that we get, so that Ctrl-C and {@code kill} end the program and not its
 * starter, which still has a report to print.
 */
final class Signals {
    private Signals() {}

    /** Starts the child. The handlers are there before it is: a signal in between is not lost. */
    static Process passTo(ProcessBuilder builder) throws IOException {
        CompletableFuture<Process> child = new CompletableFuture<>();
        for (String signal : List.of("INT", "TERM", "HUP")) {
            handle(signal, () -> {
                if (!child.join().isAlive()) {
                    System.exit(130); // what we do after the program is not worth waiting for
                } else if (!(signal.equals("INT") && inForeground())) {
                    send(signal, child.join());
                }
            });
        }
        try {
            child.complete(builder.start());
        } catch (IOException e) {
            child.completeExceptionally(e);
            throw e;
        }
        return child.join();
    }

    /** In a terminal's foreground, the terminal has sent Ctrl-C to the child too. */
    private static boolean inForeground() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // pid (name) state ppid pgrp session tty foreground-pgrp …; a name may hold anything, also parentheses
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", 7));
            return fields.get(2).equals(fields.get(5));
        } catch (IOException e) {
            return true; // not on Linux; a terminal is the usual case
        }
    }

    private static void send(String signal, Process child) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + child.pid()).start();
        } catch (IOException e) {
            child.destroy();
        }
    }

    /** By reflection, for javac warns of sun.misc.Signal and cannot be told not to; Java has no other way. */
    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (proxy, method, arguments) -> {
                action.run();
                return null;
            };
            Object ours = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return; // a Java without it: the signal ends us too
        }
    }
}
