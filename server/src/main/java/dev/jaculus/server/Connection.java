package dev.jaculus.server;

import dev.jaculus.server.protocol.Frames;
import dev.jaculus.server.protocol.Message;
import dev.jaculus.server.protocol.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** One client: its messages are answered in order until it goes, politely or not. */
record Connection(SocketChannel channel, Service service, Activity activity, Runnable stop) implements Runnable {
    @Override
    public void run() {
        try (channel) {
            InputStream in = Channels.newInputStream(channel);
            OutputStream out = Channels.newOutputStream(channel);
            while (answerOne(in, out)) {}
        } catch (IOException e) {
            return; // the client is gone; what it asked for is finished and kept for the next
        }
    }

    private boolean answerOne(InputStream in, OutputStream out) throws IOException {
        Optional<Message> message;
        try {
            message = Message.read(in);
        } catch (Frames.BadMessage e) { // say why, then hang up: what follows cannot be understood
            Frames.write(out, new Reply.Internal(e.getMessage(), Optional.empty()).json());
            return false;
        }
        if (message.isEmpty()) {
            return false;
        }
        if (message.get() instanceof Message.Status) { // does not keep a server alive
            Frames.write(out, service.answer(message.get()).json());
            return true;
        }
        activity.begin();
        try {
            Frames.write(out, service.answer(message.get()).json());
        } finally {
            activity.end();
        }
        if (message.get() instanceof Message.Stop) {
            stop.run();
        }
        return true;
    }
}
