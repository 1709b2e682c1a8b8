package org.corelink.host.join;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.IssuedChain;
import org.corelink.host.ca.KeyedCertificate;
import org.corelink.host.ca.NameConstraints;
import org.corelink.host.ca.NodeProfile;
import org.corelink.host.ca.RefusedException;
import org.corelink.host.ca.RequestRules;
import org.corelink.host.ca.SigningRequest;

/** The end of a machine that joins. SHELL; blocks for at most the deadline of the exchange. */
public final class JoinClient {
    private final Endpoint where;
    private final CaHash expected;
    private final InstantSource clock;

    /** Joins at {@code where} if the CA there has the key with this hash. */
    public JoinClient(Endpoint where, CaHash expected, InstantSource clock) {
        this.where = where;
        this.expected = expected;
        this.clock = clock;
    }

    /**
     * What this machine has got.
     *
     * @param inviter name of the machine that has let it in
     * @param pair its key and certificate
     * @param keyring the cluster and its keys
     * @param mode which formats of gossip it is to speak
     */
    public record Joined(String inviter, KeyedCertificate pair, Keyring keyring, Mode mode) {}

    /**
     * Joins. Nothing is sent before the CA's hash is compared, and the token never is.
     *
     * @throws JoinException in words, whatever goes wrong
     */
    public Joined join(JoinToken token, HostNames self, KeyPair keys) throws JoinException {
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("join-deadline").factory());
                SSLSocket socket = connect();
                Tls.Limit _ = Tls.limit(socket, timer)) {
            Tls.shake(socket);
            return exchange(socket, token, self, keys);
        } catch (SSLHandshakeException e) {
            throw untrusted(e);
        } catch (RefusedException e) {
            throw new JoinException(where + " does not let this machine in. " + e.getMessage(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new JoinException(
                    "Joining at " + where + " failed (" + e.getMessage() + "). Try again, with a new invitation if this"
                            + " one has ended.",
                    e);
        }
    }

    private SSLSocket connect() throws JoinException, IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(where.host(), where.port()), (int) Tls.DEADLINE.toMillis());
        } catch (ConnectException | NoRouteToHostException | SocketTimeoutException e) {
            plain.close();
            throw JoinException.nobodyAt(where, e);
        } catch (UnknownHostException e) {
            plain.close();
            throw new JoinException("The name " + where.host() + " is not known here. Take the address instead.", e);
        }
        SSLSocket socket = (SSLSocket) Tls.context(null, new PinnedTrust(expected, clock))
                .getSocketFactory()
                .createSocket(plain, where.host(), where.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        // Another member has a certificate of this CA too: the one that is meant has the address that was pasted.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private Joined exchange(SSLSocket socket, JoinToken token, HostNames self, KeyPair keys)
            throws IOException, RefusedException {
        X509Certificate ca = (X509Certificate) socket.getSession().getPeerCertificates()[1];
        NodeProfile wanted = RequestRules.askable(NodeProfile.of(self, NameConstraints.of(ca)));
        byte[] binding = Tls.binding(socket).toArray();
        JoinRequest request = new JoinRequest(clock.instant(), Bytes.of(SigningRequest.encode(wanted, keys)));
        Tls.send(socket, request.encode(token, binding));
        Admission admission = Admission.decode(Tls.receive(socket), token, binding);
        Instant now = clock.instant();
        Invitation.requireSameTime(now, admission.clock());
        KeyedCertificate pair = IssuedChain.read(admission.chain().toArray(), ca, keys, wanted, now);
        return new Joined(admission.inviter(), pair, admission.keyring(), admission.mode());
    }

    private JoinException untrusted(SSLHandshakeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PinnedTrust.WrongCaException wrong) {
                return new JoinException(
                        "Whoever answers at " + where + " is not who invited this machine: " + wrong.getMessage()
                                + ", not " + expected + ". Nothing was sent. Look there for the line that corelink"
                                + " --invite printed; if it is the same, somebody stands between.",
                        e);
            }
        }
        return new JoinException(
                "The certificate at " + where + " is not good for this connection (" + e.getMessage()
                        + "). Nothing was sent. Compare the clocks of both machines (timedatectl), and connect by an"
                        + " address that corelink --invite printed.",
                e);
    }
}
