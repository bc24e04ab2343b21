package dev.jaculus.server;

import com.grack.nanojson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A server's life in short: it starts, compiles a few typical kernels, and stops. Java notes which classes and methods
 * that takes, and later servers start with those prepared.
 */
public final class Training {
    private Training() {}

    public static void run(Map<String, String> environment) throws IOException {
        Path folder = Files.createTempDirectory("jaculus-training-");
        try {
            RuntimeFolder runtime = new RuntimeFolder(folder.resolve("run"));
            Server server = Server.open(runtime, "training", new Driver(Home.of(environment)), System.err);
            Thread serving = Thread.ofPlatform().start(() -> serve(server));
            try (Client client = new Client(runtime.socket("training"))) {
                for (JsonObject request : TrainingKernels.requests()) {
                    JsonObject reply = client.ask(compile(request, folder.resolve("cache")));
                    if (!reply.has("path")) {
                        throw new IOException("a kernel of the training was refused: " + reply);
                    }
                }
                client.ask("status");
                client.ask("stop");
            }
            serving.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delete(folder);
        }
    }

    private static JsonObject compile(JsonObject request, Path cache) {
        JsonObject message = new JsonObject();
        message.put("op", "compile");
        message.put("key", String.format("%064x", request.hashCode()));
        message.put("cache", cache.toString());
        message.put("request", request);
        return message;
    }

    private static void serve(Server server) {
        try {
            server.serve(Duration.ofMinutes(10));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
