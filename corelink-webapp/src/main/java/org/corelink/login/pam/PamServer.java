package org.corelink.login.pam;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/**
 * The PAM process: answers {@link PamQuestion}s on a Unix socket until its standard input ends, which it does with the
 * console that started it, however that ends.
 *
 * <p>Who may connect: the owner of the folder of the socket and, where its group may pass the folder, that group, told by the
 * kernel for each connection; nobody else. In the container the group is that of the web side.
 */
public final class PamServer {
    /** Name of the socket in its folder. */
    static final String SOCKET = "socket";

    /** Exit code: native code hangs, and a new process must take over. */
    static final int STUCK = 3;

    private static final System.Logger LOG = System.getLogger(PamServer.class.getName());

    /** Connections at once; more than {@link PamPool} can hold are told that it is busy. */
    private static final int CONNECTIONS = 64;

    /** For a question to arrive: the console sends it with the connection. */
    private static final Duration QUESTION = Duration.ofSeconds(5);

    private final ServerSocketChannel listener;
    private final PamPeers peers;
    private final PamPool pool;
    private final Semaphore connections = new Semaphore(CONNECTIONS);
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("pam-deadline").daemon().factory());

    private PamServer(ServerSocketChannel listener, PamPeers peers, PamPool pool) {
        this.listener = listener;
        this.peers = peers;
        this.pool = pool;
    }

    /** Arguments: the folder of the socket, the PAM service, the groups that grant roles. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Set<String> roleGroups = Set.of(Arrays.copyOfRange(arguments, 2, arguments.length));
        NativeAccounts accounts = new NativeAccounts(PamServiceFile.in(folder, arguments[1]), roleGroups);
        PamServer server = listen(folder, new PamPool(accounts));
        Thread.ofPlatform().name("pam-accept").daemon().start(server::serve);
        // Blocks until the console ends.
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        // Which may have been killed, and then could not do it itself.
        remove(folder);
        Runtime.getRuntime().halt(0);
    }

    /** Removes the private folder. Does nothing if it is gone already. */
    static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (NoSuchFileException e) {
            LOG.log(System.Logger.Level.DEBUG, "removed already", e);
        }
    }

    /** Takes questions in the file {@value #SOCKET} of {@code folder}. */
    static PamServer listen(Path folder, PamPool pool) throws IOException {
        Path path = folder.resolve(SOCKET);
        Files.deleteIfExists(path);
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(path));
        PamPeers peers = PamPeers.of(folder);
        // Nobody else passes the folder in between.
        peers.open(path);
        return new PamServer(listener, peers, pool);
    }

    /** Serves until the listener is closed. */
    private void serve() {
        try {
            while (true) {
                accept(listener.accept());
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the PAM process cannot take connections", e);
            Runtime.getRuntime().halt(1);
        }
    }

    private void accept(SocketChannel channel) throws IOException {
        PamSocket socket = new PamSocket(channel);
        if (isAllowed(channel) && connections.tryAcquire()) {
            var _ = Thread.ofVirtual().name("pam-connection").start(() -> converse(socket));
        } else {
            socket.close();
        }
    }

    private boolean isAllowed(SocketChannel channel) throws IOException {
        UnixDomainPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
        if (!peers.include(peer)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} tried to use the PAM process and was turned away",
                    peer.user().getName());
            return false;
        }
        return true;
    }

    private void converse(PamSocket socket) {
        try (socket) {
            PamQuestion question = receive(socket);
            socket.send(PamFrame.encode(pool.ask(question)));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a question was withdrawn or damaged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.release();
            if (pool.isStuck()) {
                LOG.log(System.Logger.Level.WARNING, "a PAM module hangs; the PAM process starts anew");
                Runtime.getRuntime().halt(STUCK);
            }
        }
    }

    private PamQuestion receive(PamSocket socket) throws IOException {
        var tooLate = socket.closeAfter(QUESTION, deadlines);
        try {
            return PamFrame.decodeQuestion(socket.receive());
        } finally {
            tooLate.cancel(false);
        }
    }
}
