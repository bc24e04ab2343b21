package dev.jaculus.server;

import com.grack.nanojson.JsonObject;
import dev.jaculus.server.cache.Entry;

/** The true compiler: the one place where input and output meet it. */
public final class Driver implements KernelCompiler {
    private final Home home;

    public Driver(Home home) {
        this.home = home;
    }

    @Override
    public Entry compile(JsonObject request) {
        throw new UnsupportedOperationException("no compiler yet: " + home);
    }

    @Override
    public String inspect(String what, JsonObject request) {
        throw new UnsupportedOperationException("no compiler yet");
    }
}
