package dev.jaculus.server;

import java.util.function.Supplier;

/** Made when it is first asked for, by one thread while others wait; what could not be made is tried again. */
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> make;
    private T value;

    Lazy(Supplier<T> make) {
        this.make = make;
    }

    @Override
    public synchronized T get() {
        if (value == null) {
            value = make.get();
        }
        return value;
    }
}
