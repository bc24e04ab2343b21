package dev.jaculus.host;

import java.util.concurrent.atomic.AtomicBoolean;

/** The right to memory that a kernel returned; it ends once. */
final class Block {
    /** For memory that is not the kernel's. */
    static final Block NONE = new Block(() -> {});

    private final AtomicBoolean released = new AtomicBoolean();
    private final Runnable release;

    Block(Runnable release) {
        this.release = release;
    }

    void release() {
        if (this != NONE && released.compareAndSet(false, true)) {
            release.run();
        }
    }

    void check() {
        if (released.get()) {
            throw new IllegalStateException("the array has been closed");
        }
    }
}
