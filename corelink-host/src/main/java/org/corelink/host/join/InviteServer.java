package org.corelink.host.join;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.corelink.host.ca.KeyedCertificate;
import org.corelink.host.ca.RefusedException;
import org.corelink.host.ca.StoreException;

/** Listens for the machine that an invitation lets in. SHELL; a thread for each connection. */
public final class InviteServer implements AutoCloseable {
    private static final TlsListener.Limits LIMITS = new TlsListener.Limits(128, 128);

    private final Reception reception;
    private final InstantSource clock;
    private final Witness witness;
    private final CompletableFuture<String> guest = new CompletableFuture<>();
    private final TlsListener listener;

    private InviteServer(int port, KeyedCertificate identity, Reception reception, InstantSource clock, Witness witness)
            throws JoinException {
        this.reception = reception;
        this.clock = clock;
        this.witness = witness;
        SSLContext context = Tls.context(identity, null);
        this.listener =
                TlsListener.open(port, "--invite-port", LIMITS, () -> context, this::answer, witness, this::onEnd);
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
        return new InviteServer(port, identity, reception, clock, witness);
    }

    /** The port. */
    public int port() {
        return listener.port();
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

    private void onEnd(Exception e) {
        guest.completeExceptionally(new JoinException("Listening failed: " + e, e));
    }

    private void answer(SSLSocket socket) throws IOException {
        String address = socket.getInetAddress().getHostAddress();
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
            TlsListener.finish(socket);
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
        Tls.send(socket, Refusal.encode(clock.instant(), why));
        TlsListener.finish(socket);
    }

    /** Ends the invitation; whoever is just being answered has two seconds more. */
    @Override
    public void close() {
        listener.close();
    }
}
