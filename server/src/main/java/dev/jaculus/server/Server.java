package dev.jaculus.server;

import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Listens on a socket and answers, a thread a connection, until it is stopped or was idle for long.
 *
 * <p>A lock, held as long as the process lives, says that a server lives: so the socket that a killed server left is
 * removed without a race.
 */
public final class Server implements AutoCloseable, Connection.Owner {
    /** The front end descends recursively, and programs nest deep; a thread takes only the part that it touches. */
    private static final long STACK_BYTES = 32L << 20;

    private static final Duration LAST_REPLIES = Duration.ofSeconds(5);

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Activity activity = new Activity();
    private final Patience patience = new Patience(closed);
    private final FileChannel lock;
    private final Path socket;
    private final ServerSocketChannel listener;
    private final Service service;
    private final PrintStream log;

    private Server(
            FileChannel lock,
            RuntimeFolder folder,
            String shortVersion,
            KernelCompiler compiler,
            Reporter reporter,
            PrintStream log)
            throws IOException {
        this.lock = lock;
        this.socket = folder.socket(shortVersion);
        this.log = log;
        Files.deleteIfExists(socket);
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(SocketAddresses.of(socket), 128);
        Path spare = socket.resolveSibling("kernels");
        var housekeeping = new Housekeeping(compiler, activity, folder, shortVersion, closed, log);
        service =
                new Service(compiler, reporter, new Kernels(compiler, spare, housekeeping::written, log), socket, log);
        daemon("patience", patience).start();
        Practice practice = new Practice(compiler, activity, closed, log);
        daemon(
                        "practice",
                        () -> { // and after it, for it uses memory
                            practice.run();
                            housekeeping.run();
                        })
                .start();
    }

    /**
     * Clients can connect when this returns.
     *
     * @throws AlreadyRunning where another process serves this socket
     */
    public static Server open(RuntimeFolder folder, String shortVersion, KernelCompiler compiler, PrintStream log)
            throws IOException {
        return open(folder, shortVersion, compiler, Reporter.NONE, log);
    }

    /** The same, of a server that makes reports too. */
    public static Server open(
            RuntimeFolder folder, String shortVersion, KernelCompiler compiler, Reporter reporter, PrintStream log)
            throws IOException {
        Path socket = folder.open().socket(shortVersion);
        FileChannel lock = FileChannel.open(
                socket.resolveSibling("server-" + shortVersion + ".running"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        long patience = System.nanoTime() + LAST_REPLIES.multipliedBy(2).toNanos();
        while (!take(lock)) { // by a server that serves, or by one that gives its last replies
            if (listens(socket) || System.nanoTime() > patience) {
                lock.close();
                throw new AlreadyRunning(socket);
            }
            pause(Duration.ofMillis(20));
        }
        String process = ProcessHandle.current().pid() + "\n"; // for people whose server is stuck
        lock.truncate(0).write(ByteBuffer.wrap(process.getBytes(StandardCharsets.UTF_8)), 0);
        return new Server(lock, folder, shortVersion, compiler, reporter, log);
    }

    private static boolean take(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) { // by a server in this very process
            return false;
        }
    }

    private static boolean listens(Path socket) {
        try (SocketChannel probe = SocketChannel.open(SocketAddresses.of(socket))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Serves until it is stopped or has been idle for this long. */
    public void serve(Duration idle) throws IOException {
        daemon("idle", () -> {
                    try {
                        activity.awaitQuiet(idle);
                        close();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .start();
        while (true) {
            try {
                SocketChannel client = listener.accept();
                start(new Connection(client, service, activity, patience, this));
            } catch (ClosedChannelException e) {
                break;
            } catch (IOException | OutOfMemoryError e) { // no file descriptor, no thread: others may end soon
                log.println("warning: a client could not connect: " + e.getMessage());
                pause(Duration.ofMillis(100));
            }
        }
        finish();
    }

    @Override
    public void start(Runnable work) {
        daemon("client", work).start();
    }

    @Override
    public void stop() {
        close();
    }

    /** Takes no new client; {@link #serve} then returns, after it has answered those it has. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return; // the socket under this name may be another server's by now
        }
        try {
            Files.deleteIfExists(socket); // first: whoever finds no socket starts a new server
            listener.close();
        } catch (IOException e) {
            log.println("warning: " + e.getMessage());
        }
    }

    private void finish() throws IOException {
        try {
            activity.awaitEnd(LAST_REPLIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.close();
    }

    private static Thread daemon(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).stackSize(STACK_BYTES).unstarted(work);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another process serves this socket. */
    public static final class AlreadyRunning extends IOException {
        AlreadyRunning(Path socket) {
            super("a server is running already: " + socket);
        }
    }
}
