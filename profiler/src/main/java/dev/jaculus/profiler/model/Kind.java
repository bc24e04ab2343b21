package dev.jaculus.profiler.model;

import java.util.Locale;

/** What a thread did when it was sampled, in the order in which reports name them. */
public enum Kind {
    /** Compiled code of the user's, and what it calls in libraries of its own (mathematics, memory). */
    KERNEL("Kernels", "kernel"),
    /** Native code that Python called: NumPy, BLAS, extensions. */
    NATIVE("Other native", "native"),
    /** The interpreter. */
    PYTHON("Python", "Python"),
    /** The interpreter and the loader, while a module is imported. */
    IMPORT("Imports", "import"),
    /** The wait for the compiler, and what Python does for it. */
    COMPILE("Compiling", "compiling"),
    /** The search for objects that nobody needs any more. */
    GARBAGE("Garbage collection", "garbage collection"),
    /** In a kernel, but nobody knows where: its file is gone, or the record was not finished. */
    UNKNOWN("Unknown", "unknown"),
    /** For a lock, a queue, a file, sleep: no processor time. */
    WAITING("Waiting", "waiting");

    private final String title;
    private final String noun;

    Kind(String title, String noun) {
        this.title = title;
        this.noun = noun;
    }

    /** As a heading has it. */
    public String title() {
        return title;
    }

    /** As a column of kinds has it. */
    public String noun() {
        return noun;
    }

    /** In files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of its {@link #id}. */
    public static Kind of(String id) {
        for (Kind kind : values()) {
            if (kind.id().equals(id)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no such kind: " + id);
    }

    /** Whether its samples are processor time. */
    public boolean isProcessorTime() {
        return this != WAITING;
    }
}
