package dev.jaculus.server;

import com.grack.nanojson.JsonObject;
import dev.jaculus.server.protocol.Frames;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A connection to a server, for the command line and tests; programs have the client of the Python package. */
public final class Client implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final SocketChannel channel;
    private final Path socket;
    private final InputStream in;
    private final OutputStream out;

    /** To the server of this build. */
    public static Client ofThisBuild(Map<String, String> environment) throws IOException {
        Path socket = RuntimeFolder.of(environment).socket(Home.of(environment).shortVersion());
        try {
            return new Client(socket);
        } catch (ConnectException | NoSuchFileException e) {
            throw new NoServer("no server is running (" + socket + ")");
        } catch (SocketException e) {
            throw Files.exists(socket) ? e : new NoServer("no server is running (" + socket + ")");
        }
    }

    public Client(Path socket) throws IOException {
        this.socket = socket;
        channel = SocketChannel.open(SocketAddresses.of(socket));
        in = Channels.newInputStream(channel);
        out = Channels.newOutputStream(channel);
    }

    /** A message without arguments, {@code status} or {@code stop}, which a server answers at once unless it is stuck. */
    public JsonObject ask(String op) throws IOException {
        JsonObject message = new JsonObject();
        message.put("op", op);
        Thread patience = Thread.ofPlatform().daemon().start(this::hangUpLater);
        try {
            return ask(message);
        } catch (ClosedChannelException e) {
            throw new IOException("the server does not answer; `kill -9 " + process() + "` ends it", e);
        } finally {
            patience.interrupt();
        }
    }

    private void hangUpLater() {
        try {
            Thread.sleep(PATIENCE);
            channel.close();
        } catch (InterruptedException | IOException e) {
            return; // it has answered, or has hung up itself
        }
    }

    /** The server's process, as it has written it into its lock. */
    private String process() throws IOException {
        return Files.readString(Path.of(socket.toString().replaceFirst("sock$", "running")))
                .strip();
    }

    public JsonObject ask(JsonObject message) throws IOException {
        Frames.write(out, message);
        return Frames.read(in).orElseThrow(() -> new EOFException("the server has closed the connection"));
    }

    /** Waits until the server has hung up: after {@code stop}, until it is gone. */
    public void awaitEnd() throws IOException {
        while (Frames.read(in).isPresent()) {}
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Nobody listens. */
    public static final class NoServer extends IOException {
        NoServer(String message) {
            super(message);
        }
    }
}
