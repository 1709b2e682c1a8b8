package org.corelink.host.join;

import java.io.EOFException;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.corelink.host.ca.KeyedCertificate;
import org.corelink.host.ca.RefusedException;
import org.corelink.host.ca.RequestRules;
import org.corelink.host.ca.StoreException;

/** Answers machines that have joined, on the machine that has the CA. SHELL; a thread for each connection. */
public final class RenewalServer implements AutoCloseable {
    /** A cluster of 254 machines asks 17 times a second, and each time it takes some milliseconds. */
    static final TlsListener.Limits LIMITS = new TlsListener.Limits(64, 8);

    private final RenewalDesk desk;
    private final InstantSource clock;
    private final Witness witness;
    private final TlsListener listener;
    private volatile Face face;

    private RenewalServer(int port, Identity identity, MemberCa ca, InstantSource clock, Events events)
            throws JoinException {
        this.desk = new RenewalDesk(ca);
        this.clock = clock;
        this.witness = events;
        this.face = Face.of(identity);
        this.listener =
                TlsListener.open(port, "--ca-port", LIMITS, () -> face.context(), this::answer, events, events::onEnd);
    }

    /** Is told of refusals, and if listening ends by itself. Any thread. */
    public interface Events extends Witness {
        /** Nobody listens any more. */
        void onEnd(Exception why);
    }

    /**
     * Who this machine is.
     *
     * @param pair its key, its certificate and its CA's
     * @param rules what others may ask certificates for
     */
    public record Identity(KeyedCertificate pair, RequestRules rules) {}

    private record Face(Identity identity, SSLContext context) {
        static Face of(Identity identity) {
            return new Face(identity, Tls.context(identity.pair(), new ProvenClients()));
        }

        X509Certificate authority() {
            return identity.pair().chain().getLast();
        }
    }

    /**
     * Listens on a port of all interfaces.
     *
     * @param port 0 = any free one
     * @throws JoinException if the port cannot be had
     */
    public static RenewalServer open(int port, Identity identity, MemberCa ca, InstantSource clock, Events events)
            throws JoinException {
        return new RenewalServer(port, identity, ca, clock, events);
    }

    /** The port. */
    public int port() {
        return listener.port();
    }

    /** Goes on as this, for those who come from now on. Any thread. */
    public void update(Identity identity) {
        if (!identity.equals(face.identity())) {
            face = Face.of(identity);
        }
    }

    private void answer(SSLSocket socket) throws IOException {
        socket.setNeedClientAuth(true);
        Tls.shake(socket);
        String address = socket.getInetAddress().getHostAddress();
        Face current = face;
        try {
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            RenewalDesk.Caller caller = new RenewalDesk.Caller(socket.getInetAddress(), shown);
            RenewalDesk.Now now = new RenewalDesk.Now(clock.instant(), System.nanoTime());
            byte[] request = Tls.receive(socket);
            Tls.send(socket, desk.answer(request, caller, current.identity().rules(), current.authority(), now));
            TlsListener.finish(socket);
        } catch (EOFException e) {
            // Who says nothing asks only whether somebody is here.
            System.getLogger(RenewalServer.class.getName())
                    .log(System.Logger.Level.DEBUG, "nothing was asked by " + address, e);
        } catch (RefusedException | Tls.TooLongException e) {
            refuse(socket, address, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            witness.onRefusal(address, String.valueOf(e.getMessage()));
            refuse(socket, "The machine with the CA cannot use its files. Its log tells why.");
        }
    }

    private void refuse(SSLSocket socket, String address, String why) throws IOException {
        witness.onRefusal(address, why);
        refuse(socket, why);
    }

    private void refuse(SSLSocket socket, String why) throws IOException {
        Tls.send(socket, Refusal.encode(clock.instant(), why));
        TlsListener.finish(socket);
    }

    /** Ends to listen; whoever is just being answered has two seconds more. */
    @Override
    public void close() {
        listener.close();
    }
}
