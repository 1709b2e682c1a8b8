package org.corelink.host.join;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.corelink.host.ca.KeyedCertificate;
import org.corelink.host.ca.RefusedException;
import org.corelink.host.ca.StoreException;

/** Listens for the machine that an invitation lets in. SHELL; a thread for each connection. */
public final class InviteServer implements AutoCloseable {
    /** More connections at once are turned away unheard. */
    private static final int MAX_CONNECTIONS = 128;

    /** For those who are just being told that they are too late. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final int DRAINED_BYTES = 64 * 1024;

    private final SSLServerSocket listener;
    private final Reception reception;
    private final InstantSource clock;
    private final Witness witness;
    private final CompletableFuture<String> guest = new CompletableFuture<>();
    private final Set<SSLSocket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService talks = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("invite-deadlines").factory());

    private InviteServer(SSLServerSocket listener, Reception reception, InstantSource clock, Witness witness) {
        this.listener = listener;
        this.reception = reception;
        this.clock = clock;
        this.witness = witness;
    }

    /** Is told whom the invitation did not let in, and why. Any thread. */
    public interface Witness {
        /** Somebody was turned away. */
        void onRefusal(String address, String why);
    }

    /**
     * Listens on a port of all interfaces.
     *
     * @param port 0 = any free one
     * @param identity this machine's certificate, with its CA's
     * @throws JoinException if the port cannot be had
     */
    public static InviteServer open(
            int port, KeyedCertificate identity, Reception reception, InstantSource clock, Witness witness)
            throws JoinException {
        try {
            SSLServerSocket listener = (SSLServerSocket)
                    Tls.context(identity, null).getServerSocketFactory().createServerSocket(port);
            InviteServer server = new InviteServer(listener, reception, clock, witness);
            Thread.ofPlatform().daemon().name("invite").start(server::listen);
            return server;
        } catch (BindException e) {
            throw new JoinException(
                    "Port " + port + " is taken (" + e.getMessage() + "). Choose another: --invite-port N", e);
        } catch (IOException e) {
            throw new JoinException("Listening on port " + port + " failed: " + e, e);
        }
    }

    /** The port. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Waits for the one that is let in.
     *
     * @return its name; empty if nobody was within that time
     * @throws JoinException if it was, and could not be told
     */
    public Optional<String> await(Duration time) throws JoinException, InterruptedException {
        try {
            return Optional.of(guest.get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new JoinException(String.valueOf(cause == null ? e : cause.getMessage()), e);
        }
    }

    private void listen() {
        try {
            while (!listener.isClosed()) {
                SSLSocket socket = (SSLSocket) listener.accept();
                if (open.size() >= MAX_CONNECTIONS) {
                    socket.close();
                    continue;
                }
                open.add(socket);
                talks.execute(() -> talk(socket));
            }
        } catch (IOException | RuntimeException e) {
            if (!listener.isClosed()) {
                guest.completeExceptionally(new JoinException("Listening failed: " + e, e));
            }
        }
    }

    private void talk(SSLSocket socket) {
        String address = socket.getInetAddress().getHostAddress();
        Tls.Limit limit = Tls.limit(socket, timer);
        try (socket;
                limit) {
            answer(socket, address);
        } catch (IOException | RuntimeException e) {
            witness.onRefusal(address, limit.isReached() ? "It was too slow." : String.valueOf(e.getMessage()));
        } finally {
            open.remove(socket);
        }
    }

    private void answer(SSLSocket socket, String address) throws IOException {
        Tls.shake(socket);
        try {
            Reception.Caller caller = new Reception.Caller(socket.getInetAddress(), Tls.binding(socket));
            Reception.Admitted admitted = reception.admit(Tls.receive(socket), caller, clock.instant());
            welcome(socket, admitted);
        } catch (RefusedException | Tls.TooLongException e) {
            refuse(socket, address, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            refuse(socket, address, "The machine that invites cannot use its CA.");
            guest.completeExceptionally(e);
        }
    }

    private void welcome(SSLSocket socket, Reception.Admitted admitted) {
        try {
            Tls.send(socket, admitted.answer().toArray());
            finish(socket);
            guest.complete(admitted.name());
        } catch (IOException e) {
            guest.completeExceptionally(new JoinException(
                    admitted.name() + " was let in, but the answer did not reach it (" + e.getMessage()
                            + "). Invite it again: corelink --invite",
                    e));
        }
    }

    private void refuse(SSLSocket socket, String address, String why) throws IOException {
        witness.onRefusal(address, why);
        Tls.send(socket, Admission.refusal(clock.instant(), why));
        finish(socket);
    }

    /** Waits for the other end to have read all: to close before would take back what is on its way. */
    private static void finish(SSLSocket socket) throws IOException {
        socket.shutdownOutput();
        var _ = socket.getInputStream().readNBytes(DRAINED_BYTES);
    }

    /** Ends the invitation; whoever is just being answered has two seconds more. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            witness.onRefusal("the port", "closing it failed: " + e.getMessage());
        }
        talks.shutdown();
        try {
            if (!talks.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                open.forEach(Tls::end);
            }
        } catch (InterruptedException e) {
            open.forEach(Tls::end);
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
    }
}
