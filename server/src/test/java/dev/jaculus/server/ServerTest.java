package dev.jaculus.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import dev.jaculus.server.cache.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ServerTest {
    private static final String KEY = "ab".repeat(32);

    @TempDir
    Path temporary;

    private final FakeCompiler compiler = new FakeCompiler();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private Path socket;
    private Path cache;
    private Server server;
    private Thread serving;

    @BeforeEach
    void start() throws IOException {
        cache = temporary.resolve("cache");
        server = open();
        socket = temporary.resolve("run/server-cafe.sock");
        serving = serve(server, Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() throws InterruptedException {
        compiler.mayFinish.countDown();
        server.close();
        serving.join();
    }

    @Test
    void ten_threads_that_ask_for_one_key_get_one_compilation() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            List<Future<JsonObject>> replies = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                replies.add(threads.submit(() -> compile("wait", KEY)));
            }
            compiler.entered.await();
            Thread.sleep(50); // for the others to come and wait
            compiler.mayFinish.countDown();
            Set<String> paths = replies.stream()
                    .map(ServerTest::get)
                    .map(r -> r.getString("path"))
                    .collect(Collectors.toSet());
            assertEquals(Set.of(cache.resolve(KEY + ".so").toString()), paths);
        }
        assertEquals(1, compiler.compiled.get());
    }

    @Test
    void what_is_in_the_cache_is_not_compiled_again() throws IOException {
        compile("echo", KEY);
        compile("echo", KEY);
        assertEquals(1, compiler.compiled.get());
    }

    @Test
    void a_damaged_entry_is_compiled_again() throws IOException {
        Path path = Path.of(compile("echo", KEY).getString("path"));
        Files.write(path, new byte[] {1, 2, 3});
        compile("echo", KEY);
        assertEquals(2, compiler.compiled.get());
        assertTrue(Entry.read(path).isPresent());
    }

    @Test
    void a_client_that_vanishes_leaves_its_kernel_for_the_next() throws Exception {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(frame("{\"op\":\"compile\",\"key\":\"" + KEY + "\",\"cache\":\"" + cache
                    + "\",\"request\":{\"do\":\"wait\"}}"));
            compiler.entered.await();
        }
        compiler.mayFinish.countDown();
        assertTrue(compile("echo", KEY).has("path"));
        assertEquals(1, compiler.compiled.get());
    }

    @Test
    void a_client_may_vanish_inside_a_frame() throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(new byte[] {100, 0, 0, 0, '{'}));
        }
        assertTrue(compile("echo", KEY).has("path"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "[1, 2]",
                "{}",
                "{\"op\":\"fly\"}",
                "{\"op\":\"compile\"}",
                "{\"op\":\"compile\",\"key\":\"../../etc/passwd\",\"cache\":\"/tmp\",\"request\":{}}",
                "{\"op\":\"compile\",\"key\":[],\"cache\":7,\"request\":8}",
                "{\"op\":\"inspect\",\"what\":\"asm\"}"
            })
    void what_is_no_message_gets_a_reason_and_harms_nobody(String text) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(frame(text));
            ByteBuffer reply = ByteBuffer.allocate(1000);
            while (channel.read(reply) >= 0) {}
            assertTrue(new String(reply.array(), UTF_8).contains("\"internal\":"));
        }
        assertTrue(compile("echo", KEY).has("path"));
    }

    @Test
    void a_frame_larger_than_the_limit_is_refused() throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1}));
            ByteBuffer reply = ByteBuffer.allocate(1000);
            while (channel.read(reply) >= 0) {}
            assertTrue(new String(reply.array(), UTF_8).contains("4294967295 bytes"));
        }
    }

    @Test
    void json_nested_too_deep_is_refused() throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer frame = frame("{\"op\":" + "[".repeat(3_000_000));
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
            ByteBuffer reply = ByteBuffer.allocate(1000);
            while (channel.read(reply) >= 0) {}
            assertTrue(new String(reply.array(), UTF_8).contains("\"internal\":"));
        }
        assertTrue(compile("echo", KEY).has("path"));
    }

    @Test
    void a_mistake_of_the_user_is_told_with_its_place() throws IOException {
        JsonObject error = compile("mistake", KEY).getObject("error");
        assertEquals("type-changes", error.getString("id"));
        assertEquals("TypingError", error.getString("kind"));
        assertTrue(error.getString("text").startsWith("error[type-changes]: `x` is a float here"));
        assertEquals("kernel.py", error.getString("file"));
        assertEquals(7, error.getInt("line"));
        assertEquals(5, error.getInt("column"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bug", "memory", "stack"})
    void a_failure_of_the_compiler_is_told_its_request_saved_and_the_server_lives(String failure) throws IOException {
        JsonObject reply = compile(failure, KEY);
        assertTrue(reply.getString("internal").startsWith("the compiler failed: java.lang."));
        assertEquals("{\"do\":\"" + failure + "\"}", Files.readString(Path.of(reply.getString("saved"))));
        assertTrue(compile("echo", "cd".repeat(32)).has("path"));
    }

    @Test
    void a_cache_that_cannot_be_written_costs_one_warning_in_the_log() throws IOException {
        Files.writeString(cache, "a file where the folder should be");
        JsonObject first = compile("echo", KEY);
        JsonObject second = compile("echo", "cd".repeat(32));
        JsonObject again = compile("echo", KEY);
        assertTrue(Entry.read(Path.of(first.getString("path"))).isPresent());
        assertEquals(first, again);
        String warning = "kernels cannot be kept in " + cache
                + ": Not a directory; set JACULUS_CACHE_DIR to a folder that can be written";
        assertEquals(warning, second.getString("warning"));
        assertEquals("warning: " + warning + "\n", log.toString(UTF_8));
    }

    @Test
    void nothing_unfinished_is_left_in_the_cache() throws IOException {
        Files.createDirectories(cache.resolve(KEY + ".so/in the way")); // so that the rename fails
        compile("echo", KEY);
        try (var files = Files.list(cache)) {
            assertEquals(List.of(cache.resolve(KEY + ".so")), files.toList());
        }
    }

    @Test
    void what_it_keeps_is_this_users_alone() throws IOException {
        Path kernel = Path.of(compile("echo", KEY).getString("path"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kernel)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)));
    }

    @Test
    @Timeout(20)
    void a_pipe_in_an_entrys_place_is_replaced() throws Exception {
        Files.createDirectories(cache);
        Path entry = cache.resolve(KEY + ".so");
        assertEquals(0, new ProcessBuilder("mkfifo", entry.toString()).start().waitFor());
        assertEquals(entry.toString(), compile("echo", KEY).getString("path"));
        assertTrue(Entry.read(entry).isPresent());
    }

    @Test
    void the_work_for_a_client_that_is_gone_takes_no_place() throws Exception {
        List<Client> gone = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Client client = new Client(socket);
            gone.add(client);
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> assertThrows(IOException.class, () -> {
                        client.ask(message("wait", String.format("%064x", gone.indexOf(client))));
                    }));
        }
        compiler.entered.await();
        for (Client client : gone) {
            client.close();
        }
        assertTrue(compile("echo", KEY).has("path")); // waits for ever otherwise
        compiler.mayFinish.countDown();
    }

    @Test
    @Timeout(20)
    void a_thread_that_llvm_ends_takes_nothing_with_it() throws Exception {
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            try (Client client = new Client(socket)) {
                JsonObject reply = client.ask(message("fatal", KEY));
                assertEquals("LLVM gave up: Cannot select: intrinsic", reply.getString("internal"));
                assertTrue(Files.exists(Path.of(reply.getString("saved"))));
                assertTrue(client.ask(message("echo", "cd".repeat(32))).has("path")); // on the same connection
            }
        }
    }

    @Test
    void a_client_that_stays_keeps_what_another_leaves() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Client leaves = new Client(socket);
            Future<JsonObject> none = threads.submit(() -> leaves.ask(message("wait", KEY)));
            compiler.entered.await();
            Future<JsonObject> reply = threads.submit(() -> compile("wait", KEY));
            Thread.sleep(200);
            leaves.close();
            assertThrows(ExecutionException.class, none::get);
            Thread.sleep(1200);
            compiler.mayFinish.countDown();
            assertTrue(get(reply).has("path"));
            assertEquals(1, compiler.compiled.get());
        }
    }

    @Test
    void a_stage_is_shown_as_text() throws IOException {
        JsonObject message = new JsonObject();
        message.put("op", "inspect");
        message.put("what", "asm");
        message.put("request", request("something"));
        assertEquals("asm of something", ask(message).getString("text"));
    }

    @Test
    void status_tells_who_and_how_much() throws IOException {
        compile("echo", KEY);
        try (Client client = new Client(socket)) {
            JsonObject status = client.ask("status");
            assertEquals(ProcessHandle.current().pid(), status.getLong("pid"));
            assertEquals(socket.toString(), status.getString("socket"));
            assertEquals(1, status.getInt("compiled"));
            assertTrue(status.getInt("memory_mb") > 0);
        }
    }

    @Test
    void stop_ends_it_and_removes_the_socket() throws Exception {
        try (Client client = new Client(socket)) {
            assertTrue(client.ask("stop").getBoolean("stopped"));
        }
        serving.join();
        assertFalse(Files.exists(socket));
    }

    @Test
    void stop_waits_for_what_is_being_compiled() throws Exception {
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<JsonObject> reply = threads.submit(() -> compile("wait", KEY));
            compiler.entered.await();
            server.close();
            compiler.mayFinish.countDown();
            assertTrue(get(reply).has("path"));
        }
    }

    @Test
    void a_second_server_for_the_same_socket_is_refused() {
        assertThrows(Server.AlreadyRunning.class, this::open);
    }

    @Test
    void the_socket_of_a_killed_server_is_replaced() throws Exception {
        stop();
        Files.writeString(socket, "left over");
        server = open();
        serving = serve(server, Duration.ofMinutes(1));
        assertTrue(compile("echo", KEY).has("path"));
    }

    @Test
    void it_stops_when_nobody_asks_though_a_client_is_connected() throws Exception {
        stop();
        server = open();
        serving = serve(server, Duration.ofMillis(200));
        try (Client client = new Client(socket)) {
            client.ask("status");
            serving.join();
            assertThrows(IOException.class, () -> new Client(socket).close());
        }
    }

    @Test
    void it_does_not_stop_while_it_compiles() throws Exception {
        stop();
        FakeCompiler slow = new FakeCompiler();
        server = Server.open(
                new RuntimeFolder(temporary.resolve("run")), "cafe", slow, new PrintStream(log, true, UTF_8));
        serving = serve(server, Duration.ofSeconds(1));
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<JsonObject> reply = threads.submit(() -> compile("wait", KEY));
            slow.entered.await();
            Thread.sleep(1200);
            assertTrue(serving.isAlive());
            slow.mayFinish.countDown();
            assertTrue(get(reply).has("path"));
        }
    }

    private Server open() throws IOException {
        RuntimeFolder folder = new RuntimeFolder(temporary.resolve("run"));
        return Server.open(folder, "cafe", compiler, new PrintStream(log, true, UTF_8));
    }

    private static Thread serve(Server server, Duration idle) {
        return Thread.ofPlatform().start(() -> {
            try {
                server.serve(idle);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private JsonObject compile(String what, String key) throws IOException {
        return ask(message(what, key));
    }

    private JsonObject message(String what, String key) {
        JsonObject message = new JsonObject();
        message.put("op", "compile");
        message.put("key", key);
        message.put("cache", cache.toString());
        message.put("request", request(what));
        return message;
    }

    private static JsonObject request(String what) {
        JsonObject request = new JsonObject();
        request.put("do", what);
        return request;
    }

    private JsonObject ask(JsonObject message) throws IOException {
        try (Client client = new Client(socket)) {
            return client.ask(message);
        }
    }

    private static ByteBuffer frame(String text) {
        byte[] body = text.getBytes(UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(4 + body.length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        return frame.putInt(body.length).put(body).flip();
    }

    private static JsonObject get(Future<JsonObject> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
