package org.corelink.host.join;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Listens on a port of all interfaces, and holds a short talk over TLS with each that comes: a thread for each, bounded in
 * number and time. SHELL.
 */
final class TlsListener implements AutoCloseable {
    /** For those who are just being answered when it is closed. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final int DRAINED_BYTES = 64 * 1024;

    private final ServerSocket listener;
    private final Limits limits;
    private final Supplier<SSLContext> context;
    private final Talk talk;
    private final Witness witness;
    private final Consumer<Exception> onEnd;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<InetAddress, Integer> callers = new ConcurrentHashMap<>();
    private final ExecutorService talks = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread listening =
            Thread.ofPlatform().daemon().name("tls-listener").unstarted(this::listen);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tls-deadlines").factory());

    private TlsListener(
            ServerSocket listener,
            Limits limits,
            Supplier<SSLContext> context,
            Talk talk,
            Witness witness,
            Consumer<Exception> onEnd) {
        this.listener = listener;
        this.limits = limits;
        this.context = context;
        this.talk = talk;
        this.witness = witness;
        this.onEnd = onEnd;
    }

    /**
     * How many are heard at once; further ones are turned away unheard.
     *
     * @param all from anywhere
     * @param one from one address
     */
    record Limits(int all, int one) {}

    /** What is said over one connection, the handshake included. */
    interface Talk {
        void with(SSLSocket socket) throws IOException;
    }

    /**
     * Begins to listen.
     *
     * @param port 0 = any free one
     * @param option names another port, for the words where this one is taken
     * @param context asked for each connection
     * @param onEnd is told if listening ends by itself
     * @throws JoinException if the port cannot be had
     */
    static TlsListener open(
            int port,
            String option,
            Limits limits,
            Supplier<SSLContext> context,
            Talk talk,
            Witness witness,
            Consumer<Exception> onEnd)
            throws JoinException {
        try {
            TlsListener server = new TlsListener(new ServerSocket(port), limits, context, talk, witness, onEnd);
            server.listening.start();
            return server;
        } catch (BindException e) {
            throw new JoinException(
                    "Port " + port + " is taken (" + e.getMessage() + "). Choose another: " + option + " N", e);
        } catch (IOException e) {
            throw new JoinException("Listening on port " + port + " failed: " + e, e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    private void listen() {
        try {
            while (!listener.isClosed()) {
                hear(listener.accept());
            }
        } catch (IOException | RuntimeException e) {
            if (!listener.isClosed()) {
                onEnd.accept(e);
            }
        }
    }

    private void hear(Socket socket) throws IOException {
        InetAddress from = socket.getInetAddress();
        if (open.size() >= limits.all() || callers.getOrDefault(from, 0) >= limits.one()) {
            socket.close();
            return;
        }
        open.add(socket);
        callers.merge(from, 1, Integer::sum);
        try {
            talks.execute(() -> talk(socket, from));
        } catch (RejectedExecutionException e) {
            // It was closed in this moment: who waits for an answer is told at once that there is none.
            socket.close();
        }
    }

    private void talk(Socket socket, InetAddress from) {
        Tls.Limit limit = Tls.limit(socket, timer);
        try (socket;
                limit) {
            SSLSocket tls = (SSLSocket) context.get().getSocketFactory().createSocket(socket, null, true);
            tls.setUseClientMode(false);
            talk.with(tls);
        } catch (IOException | RuntimeException e) {
            witness.onRefusal(
                    from.getHostAddress(), limit.isReached() ? "It was too slow." : String.valueOf(e.getMessage()));
        } finally {
            open.remove(socket);
            callers.computeIfPresent(from, (_, count) -> count > 1 ? count - 1 : null);
        }
    }

    /** Ends a talk: waits for the other end to have read all, for to close before would take back what is on its way. */
    static void finish(SSLSocket socket) throws IOException {
        socket.shutdownOutput();
        var _ = socket.getInputStream().readNBytes(DRAINED_BYTES);
    }

    /** Ends to listen; whoever is just being answered has two seconds more. */
    @Override
    public void close() {
        Tls.end(listener);
        try {
            // As long as it accepts, the system keeps the port open.
            var _ = listening.join(GRACE);
            talks.shutdown();
            if (!talks.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                open.forEach(Tls::end);
            }
        } catch (InterruptedException e) {
            talks.shutdown();
            open.forEach(Tls::end);
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
    }
}
