package dev.jaculus.server;

import dev.jaculus.llvm.FatalErrors;
import dev.jaculus.server.protocol.Frames;
import dev.jaculus.server.protocol.Message;
import dev.jaculus.server.protocol.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** One client: its messages are answered in order until it goes, politely or not. */
final class Connection implements Runnable {
    /** What the server's other parts do for a connection. */
    interface Owner {
        /** A thread for this, which may be busy for long. */
        void start(Runnable work);

        /** No client shall be let in any more. */
        void stop();
    }

    private final SocketChannel channel;
    private final Service service;
    private final Activity activity;
    private final Patience patience;
    private final Owner owner;
    private final PushbackInputStream in;
    private final OutputStream out;

    /** What is being worked on; null where the connection itself is being used. Guarded by this. */
    private Message current;

    Connection(SocketChannel channel, Service service, Activity activity, Patience patience, Owner owner) {
        this.channel = channel;
        this.service = service;
        this.activity = activity;
        this.patience = patience;
        this.owner = owner;
        this.in = new PushbackInputStream(Channels.newInputStream(channel));
        this.out = Channels.newOutputStream(channel);
    }

    @Override
    public void run() {
        try (channel) {
            while (answerOne()) {}
        } catch (IOException e) {
            return; // the client is gone; what it asked for is finished and kept for the next
        }
    }

    private boolean answerOne() throws IOException {
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
            Frames.write(out, worked(message.get()).json());
        } finally {
            activity.end();
        }
        if (message.get() instanceof Message.Stop) {
            owner.stop();
        }
        return true;
    }

    private Reply worked(Message message) {
        patience.begin(this);
        at(message);
        try (FatalErrors.Told _ = FatalErrors.tell(reason -> owner.start(() -> goOn(message, reason)))) {
            return service.answer(message);
        } finally {
            at(null);
            patience.end(this);
        }
    }

    /** On another thread, for the first one does not come back. */
    private void goOn(Message message, String reason) {
        at(null);
        patience.end(this);
        try {
            Frames.write(out, service.fatal(message, reason).json());
        } catch (IOException e) {
            return; // the client is gone
        } finally {
            activity.end();
        }
        run();
    }

    private synchronized void at(Message message) {
        current = message;
    }

    /** Called while an answer takes long: a client that is gone does not need it. */
    synchronized void look() {
        if (current != null && gone()) {
            service.abandon(current);
            current = null;
        }
    }

    /** Nobody uses the channel while the answer is made, so that it can be asked without waiting. */
    private boolean gone() {
        try {
            channel.configureBlocking(false);
            ByteBuffer one = ByteBuffer.allocate(1);
            int got = channel.read(one);
            if (got == 1) { // its next message already
                in.unread(one.get(0));
            }
            channel.configureBlocking(true);
            return got < 0;
        } catch (IOException e) {
            return true;
        }
    }
}
